/// Punycode (RFC 3492): letters beyond ASCII as letters, digits and hyphens.
package enum Punycode {
    private static let base: UInt32 = 36
    private static let tMin: UInt32 = 1
    private static let tMax: UInt32 = 26
    private static let skew: UInt32 = 38
    private static let damp: UInt32 = 700

    /// The encoded form without `xn--`; `nil` on overflow, which no label within its length limit reaches.
    package static func encode(_ scalars: some Collection<Unicode.Scalar>) -> String? {
        var output = scalars.filter(\.isASCII).map { UInt8($0.value) }
        let basicCount = UInt32(output.count)
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var (n, delta, bias): (UInt32, UInt32, UInt32) = (128, 0, 72)
        var handled = basicCount
        while handled < UInt32(scalars.count) {
            guard let next = scalars.lazy.map(\.value).filter({ $0 >= n }).min() else { return nil }
            let (step, overflow) = (next - n).multipliedReportingOverflow(by: handled + 1)
            guard !overflow, delta <= UInt32.max - step else { return nil }
            delta += step
            n = next
            for scalar in scalars {
                if scalar.value < n { delta += 1 }
                if scalar.value == n {
                    appendVariableLength(delta, bias: bias, to: &output)
                    bias = adapt(delta, count: handled + 1, isFirst: handled == basicCount)
                    delta = 0
                    handled += 1
                }
            }
            delta += 1
            n += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The decoded form; `nil` when the text is not Punycode or names no character.
    package static func decode(_ text: some StringProtocol) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let split = bytes.lastIndex(of: UInt8(ascii: "-"))
        var output = split.map { bytes[..<$0].map { Unicode.Scalar($0) } } ?? []
        var position = split.map { $0 + 1 } ?? 0
        var (n, i, bias): (UInt32, UInt32, UInt32) = (128, 0, 72)
        while position < bytes.count {
            let oldIndex = i
            var (weight, k) = (UInt32(1), base)
            while true {
                guard position < bytes.count, let digit = value(of: bytes[position]) else { return nil }
                position += 1
                let (product, tooBig) = digit.multipliedReportingOverflow(by: weight)
                guard !tooBig, i <= UInt32.max - product else { return nil }
                i += product
                let t = threshold(k, bias)
                if digit < t { break }
                let (nextWeight, overflow) = weight.multipliedReportingOverflow(by: base - t)
                guard !overflow else { return nil }
                weight = nextWeight
                k += base
            }
            let count = UInt32(output.count) + 1
            bias = adapt(i - oldIndex, count: count, isFirst: oldIndex == 0)
            guard n <= UInt32.max - i / count else { return nil }
            n += i / count
            i %= count
            guard let scalar = Unicode.Scalar(n), !scalar.isASCII else { return nil }
            output.insert(scalar, at: Int(i))
            i += 1
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: output)
        return output.isEmpty ? nil : String(result)
    }

    private static func appendVariableLength(_ delta: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var (q, k) = (delta, base)
        while true {
            let t = threshold(k, bias)
            if q < t { break }
            output.append(digit(t + (q - t) % (base - t)))
            q = (q - t) / (base - t)
            k += base
        }
        output.append(digit(q))
    }

    private static func threshold(_ k: UInt32, _ bias: UInt32) -> UInt32 {
        k <= bias ? tMin : min(max(k - bias, tMin), tMax)
    }

    private static func adapt(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var k: UInt32 = 0
        while delta > (base - tMin) * tMax / 2 {
            delta /= base - tMin
            k += base
        }
        return k + (base - tMin + 1) * delta / (delta + skew)
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30)
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case 0x61...0x7A: UInt32(character - 0x61)
        case 0x41...0x5A: UInt32(character - 0x41)
        case 0x30...0x39: UInt32(character - 0x30) + 26
        default: nil
        }
    }
}
