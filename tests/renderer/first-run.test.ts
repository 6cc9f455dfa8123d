import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planOf, toNewRoom, type Kind, type Shape } from '../../renderer/screens/first-run/pattern.ts'

const single: Kind = { key: 1, name: 'Single', capacity: 1, rate: 895, perFloor: 5 }
const double: Kind = { key: 2, name: 'Double', capacity: 2, rate: '', perFloor: '' }
const shape: Shape = { floors: 4, perFloor: 15, firstFloor: 1, firstRoom: 1 }

test('4 floors of 15 are 101 to 415, the last category taking the rest of each floor', () => {
  const { rooms, fault } = planOf(shape, [single, double])
  assert.equal(fault, null)
  assert.equal(rooms.length, 60)
  assert.deepEqual([rooms[0]!.number, rooms.at(-1)!.number], ['101', '415'])
  assert.equal(rooms.filter(({ kind }) => kind === single).length, 20)
  assert.deepEqual(rooms.slice(4, 6).map(({ number, kind }) => `${number} ${kind.name}`), ['105 Single', '106 Double'])
})

test('a room carries its category, its guests and a rate where there is one', () => {
  const { rooms } = planOf(shape, [single, double])
  assert.deepEqual(toNewRoom(rooms[0]!), { number: '101', name: '101', floor: 1, roomType: 'Single', capacity: 1, nightlyRate: 895 })
  assert.deepEqual(toNewRoom(rooms.at(-1)!), { number: '415', name: '415', floor: 4, roomType: 'Double', capacity: 2 })
})

test('what cannot be is said instead of made', () => {
  assert.equal(planOf(shape, [{ ...single, perFloor: 16 }, double]).fault, 'tooMany')
  assert.equal(planOf({ ...shape, floors: 200, perFloor: 11 }, [double]).fault, 'tooManyRooms')
  assert.equal(planOf(shape, [single, { ...double, name: ' single ' }]).fault, 'sameName')
  assert.equal(planOf(shape, [{ ...double, name: ' ' }]).fault, 'needName')
  assert.equal(planOf({ ...shape, floors: '' }, [double]).fault, 'incomplete')
})

test('one category takes every room', () => {
  assert.ok(planOf(shape, [double]).rooms.every(({ kind }) => kind === double))
})
