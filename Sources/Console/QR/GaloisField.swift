/// GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1, as QR codes use it (ISO/IEC 18004 §7.5.2).
enum GaloisField {
    private static let modulus = 0x11D

    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var result = 0
        for bit in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7) * modulus
            result ^= (Int(right) >> bit & 1) * Int(left)
        }
        return UInt8(truncatingIfNeeded: result)
    }

    /// The error correction codewords of a block: the remainder of its division by the generator polynomial of that degree.
    static func checkwords(of data: [UInt8], count: Int) -> [UInt8] {
        let divisor = generator(count)
        var rest = [UInt8](repeating: 0, count: count)
        for word in data {
            let factor = word ^ rest[0]
            rest.removeFirst()
            rest.append(0)
            for index in rest.indices { rest[index] ^= product(divisor[index], factor) }
        }
        return rest
    }

    /// (x - 1)(x - 2)(x - 4)…, without its leading coefficient.
    private static func generator(_ degree: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: degree)
        result[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in result.indices {
                result[index] = product(result[index], root) ^ (index + 1 < degree ? result[index + 1] : 0)
            }
            root = product(root, 2)
        }
        return result
    }
}
