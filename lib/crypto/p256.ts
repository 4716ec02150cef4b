/** The order of the P-256 group (NIST SP 800-186, 3.2.1.3) and half of it: the highest s of a low-s signature. */

export const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
export const halfOrder = order / 2n
