/** The counter bell. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden focusable={false}>
      <rect width="64" height="64" rx="14" fill="#17616e" />
      <path d="M14 44h36M18 44v-3a14 14 0 0 1 28 0v3M32 27v-5M28 20h8" fill="none" stroke="#fff" strokeWidth="4.5" strokeLinecap="round" />
    </svg>
  )
}
