/// Writes bytes one after another into memory of a fixed size.
///
/// Every write is checked against the size, so that a wrong estimate stops the process and never writes past the end.
struct ByteWriter {
    private let base: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private(set) var count = 0

    /// The memory must outlive the writer.
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        guard let base = buffer.baseAddress else { preconditionFailure("a writer needs memory") }
        self.base = base
        self.capacity = buffer.count
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        precondition(count < capacity, "the estimate of the encoded size was too small")
        base[count] = byte
        count &+= 1
    }

    /// `=XX` (RFC 2045 §6.7 and RFC 2047 §4.2 want upper-case digits).
    @inline(__always)
    mutating func putEscaped(_ byte: UInt8) {
        put(UInt8(ascii: "="))
        put(Self.digit(byte >> 4))
        put(Self.digit(byte & 15))
    }

    mutating func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { put($0) }
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= capacity - count, "the estimate of the encoded size was too small")
        if let start = bytes.baseAddress { (base + count).update(from: start, count: bytes.count) }
        count &+= bytes.count
    }

    /// Takes back the last byte.
    mutating func removeLast() -> UInt8 {
        precondition(count > 0, "nothing was written")
        count -= 1
        return base[count]
    }

    var last: UInt8? { count > 0 ? base[count - 1] : nil }

    /// Puts `=` and a line end before the byte at `position`.
    mutating func insertSoftBreak(at position: Int) {
        precondition(position <= count && count + 3 <= capacity, "the estimate of the encoded size was too small")
        (base + position + 3).update(from: base + position, count: count - position)
        base[position] = UInt8(ascii: "=")
        base[position + 1] = .carriageReturn
        base[position + 2] = .lineFeed
        count += 3
    }

    @inline(__always)
    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 &+ value : 0x37 &+ value
    }
}
