/// A size of QR code at error correction level M, which bears 15 % of damage (ISO/IEC 18004, tables 7 and 9).
///
/// The six smallest: larger ones need information about themselves, and hold more than an address.
struct QRVersion: Sendable {
    let number: Int
    /// All blocks of one version are equally long here.
    let blocks: Int
    /// Codewords of a block.
    let data: Int
    let checkwords: Int

    static let all = [
        QRVersion(number: 1, blocks: 1, data: 16, checkwords: 10), QRVersion(number: 2, blocks: 1, data: 28, checkwords: 16),
        QRVersion(number: 3, blocks: 1, data: 44, checkwords: 26), QRVersion(number: 4, blocks: 2, data: 32, checkwords: 18),
        QRVersion(number: 5, blocks: 2, data: 43, checkwords: 24), QRVersion(number: 6, blocks: 4, data: 27, checkwords: 16),
    ]

    /// Modules of a side.
    var size: Int { 17 + 4 * number }

    /// Octets of text: four bits say the mode, eight the length.
    var capacity: Int { blocks * data - 2 }

    /// The codewords of a text in byte mode (§7.4.5), with their checkwords, in the order in which they are drawn (§7.6).
    func codewords(of text: [UInt8]) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) { for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) } }
        append(0b0100, 4)
        append(text.count, 8)
        for octet in text { append(Int(octet), 8) }
        // The end of the text; with it the bits are whole octets.
        append(0, 4)
        var words = stride(from: 0, to: bits.count, by: 8).map { start -> UInt8 in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var padding: [UInt8] = [0xEC, 0x11]
        while words.count < blocks * data {
            words.append(padding[0])
            padding.swapAt(0, 1)
        }
        return interleaved(words)
    }

    private func interleaved(_ words: [UInt8]) -> [UInt8] {
        let parts = (0..<blocks).map { Array(words[$0 * data..<($0 + 1) * data]) }
        let checks = parts.map { GaloisField.checkwords(of: $0, count: checkwords) }
        return (0..<data).flatMap { index in parts.map { $0[index] } } + (0..<checkwords).flatMap { index in checks.map { $0[index] } }
    }
}
