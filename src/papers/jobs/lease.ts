/** Until then a job belongs to its worker; long work prolongs it. System time, milliseconds. */
export const jobLeaseMs = 60_000
