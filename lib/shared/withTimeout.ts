/**
 * What `call` answers, or a rejection once `milliseconds` have passed without an answer. The call itself goes on;
 * whoever waits does not.
 */
export async function withTimeout<T>(milliseconds: number, call: Promise<T>): Promise<T> {
  let limit: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`No answer within ${milliseconds / 1000} seconds.`)), milliseconds)
  })
  try {
    return await Promise.race([call, silence])
  } finally {
    clearTimeout(limit)
  }
}
