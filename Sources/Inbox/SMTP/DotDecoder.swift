import Glibc
import NIOCore

/// Takes the octets after DATA up to `CRLF.CRLF` and removes the dots that stand first on a line (RFC 5321 §4.5.2).
///
/// Only CRLF ends a line: `LF.LF`, `CR.CR` and `LF.CRLF` are content, so that nobody can smuggle a second message past
/// a relay that reads them otherwise. What cannot be decided yet stays in the input: at most two octets.
struct DotDecoder: Sendable {
    private var isAtLineStart = true

    /// Appends what is decided to `message`; `true` when the final dot was read.
    mutating func decode(_ input: inout ByteBuffer, into message: inout [UInt8]) -> Bool {
        let (consumed, isComplete) = input.withUnsafeReadableBytes { decode($0, into: &message) }
        input.moveReaderIndex(forwardBy: consumed)
        return isComplete
    }

    private mutating func decode(_ octets: UnsafeRawBufferPointer, into message: inout [UInt8]) -> (consumed: Int, isComplete: Bool) {
        guard let base = octets.baseAddress else { return (0, false) }
        var position = 0
        while position < octets.count {
            if isAtLineStart, octets[position] == UInt8(ascii: ".") {
                switch Self.meaning(ofDotAt: position, in: octets) {
                case .undecided: return (position, false)
                case .end: return (position + 3, true)
                case .stuffing: position += 1
                }
            }
            isAtLineStart = false
            if let next = Self.nextLineWithDot(in: octets, base, from: position) {
                message.append(contentsOf: UnsafeRawBufferPointer(rebasing: octets[position..<next]))
                position = next
                isAtLineStart = true
            } else {
                return (appendRest(octets, from: position, to: &message), false)
            }
        }
        return (position, false)
    }

    /// Appends all but a last CR, whose meaning the next octet decides.
    private mutating func appendRest(_ octets: UnsafeRawBufferPointer, from position: Int, to message: inout [UInt8]) -> Int {
        let endsInCR = octets.count > position && octets[octets.count - 1] == 0x0D
        let end = octets.count - (endsInCR ? 1 : 0)
        message.append(contentsOf: UnsafeRawBufferPointer(rebasing: octets[position..<end]))
        isAtLineStart = end - position >= 2 && octets[end - 2] == 0x0D && octets[end - 1] == 0x0A
        return end
    }

    /// Where the next line starts that has a dot first.
    private static func nextLineWithDot(in octets: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, from start: Int) -> Int? {
        var position = start
        while let found = memchr(base + position, 0x0A, octets.count - position) {
            let next = UnsafeRawPointer(found) - base + 1
            guard next < octets.count else { return nil }
            if octets[next] == UInt8(ascii: "."), next - start >= 2, octets[next - 2] == 0x0D { return next }
            position = next
        }
        return nil
    }

    private enum Dot { case undecided, end, stuffing }

    private static func meaning(ofDotAt position: Int, in octets: UnsafeRawBufferPointer) -> Dot {
        guard position + 1 < octets.count else { return .undecided }
        guard octets[position + 1] == 0x0D else { return .stuffing }
        guard position + 2 < octets.count else { return .undecided }
        return octets[position + 2] == 0x0A ? .end : .stuffing
    }
}
