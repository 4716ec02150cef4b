/** Numbers of the P-256 curve (NIST SP 800-186, 3.2.1.3): the order of its group, half of it (the highest s of a low-s signature), and the prime of its field. */

export const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
export const halfOrder = order / 2n
export const fieldPrime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
