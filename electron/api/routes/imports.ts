import type { TSchema } from 'typebox'
import * as appointments from '../../../shared/contract/appointments.ts'
import * as cars from '../../../shared/contract/cars.ts'
import * as contract from '../../../shared/contract/imports.ts'
import * as resources from '../../../shared/contract/resources.ts'
import * as rooms from '../../../shared/contract/rooms.ts'
import type { Language } from '../../../shared/contract/settings.ts'
import * as stays from '../../../shared/contract/stays.ts'
import { importCsv, type ImportJudge } from '../../engine/imports.ts'
import { refusalOf } from '../errors.ts'
import type { RouteTable } from '../route-table.ts'
import { languageOf } from '../sentences.ts'
import { compileValidator } from '../validation.ts'

/** A row of a list is held to the same schema as a body of the route that makes one. */
const BODIES: Record<contract.ImportKind, TSchema> = {
  rooms: rooms.NewRoom, stays: stays.NewStay, cars: cars.createCar.body!, providers: appointments.createProvider.body!, resources: resources.createResource.body!,
}

export function importRoutes(routes: RouteTable): void {
  const validators = new Map(contract.IMPORTS.map((what) => [what, compileValidator({ schema: BODIES[what], method: 'POST', url: '', httpPart: 'body' })]))
  const judgeIn = (language: Language): ImportJudge => ({
    fault(what, fields) {
      const verdict = validators.get(what)!(fields) as { error?: Error }
      return verdict.error
    },
    sentence: (error) => refusalOf(error, language).body.error,
  })
  routes.write(contract.importCsv, (op, { params, query, body }, language: Language) =>
    importCsv(op, params.what, body, query.apply ?? 'none', judgeIn(language)), {
    prepare: (_input, _query, request) => languageOf(request.headers['accept-language']),
  })
}
