import Issuance
import Testing

@testable import Console

/// QR codes by known values of the standard; that a reader reads them is seen in the browser walk of the start card.
@Suite struct QRCodeTests {
    /// The worked example of a block of version 1-M, as tutorials have it.
    @Test func `checkwords are those of the standard`() {
        let data: [UInt8] = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
        #expect(GaloisField.checkwords(of: data, count: 10) == [196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
        #expect(GaloisField.product(2, 128) == 29 && GaloisField.product(0, 7) == 0 && GaloisField.product(1, 255) == 255)
    }

    /// ISO/IEC 18004, table C.1, for level M.
    @Test(arguments: zip(0..<8, [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0]))
    func `the format names level and mask`(mask: Int, bits: Int) { #expect(QRGrid.format(mask) == bits) }

    @Test func `a text is in the smallest code that holds it, and one that is too long in none`() {
        for version in QRVersion.all {
            #expect(QRCode(String(repeating: "a", count: version.capacity))?.grid.size == version.size)
            #expect(version.codewords(of: [0x61]).count == version.blocks * (version.data + version.checkwords))
        }
        #expect(QRVersion.all.map(\.capacity) == [14, 26, 42, 62, 84, 106] && QRVersion.all.map(\.size) == [21, 25, 29, 33, 37, 41])
        #expect(QRCode(String(repeating: "a", count: 107)) == nil && QRCode("") != nil)
    }

    @Test func `every code has its finders, its timing and its dark module`() throws {
        for text in ["x", "https://sleutels.example.be/start?language=nl"] {
            let grid = try #require(QRCode(text)).grid
            for (column, row) in [(3, 3), (grid.size - 4, 3), (3, grid.size - 4)] {
                #expect(
                    grid[column, row] && !grid[column - 2, row] && grid[column - 3, row] && !grid[column, row - 2] && grid[column, row - 3])
            }
            #expect((8..<grid.size - 8).allSatisfy { grid[$0, 6] == ($0 % 2 == 0) && grid[6, $0] == ($0 % 2 == 0) })
            #expect(grid[8, grid.size - 8])
        }
    }

    @Test func `codewords hold the text, then its end, then padding`() {
        let words = QRVersion.all[0].codewords(of: Array("ab".utf8))
        // 0100 00000010 01100001 01100010 0000
        #expect(words.prefix(16) == [0x40, 0x26, 0x16, 0x20, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11])
    }

    /// Two blocks, by an encoder in another language; a reader reads four blocks in the browser walk of the start card.
    @Test func `codewords of several blocks are interleaved, and each block has its own checkwords`() {
        let text = "https://sleutels.burgerzaken.gemeente.example.be/start?language=nl"
        let known =
            "44d7260687c6475247e607263352a2f7f237f7463617c627574357f646c65616c7e63277e65627165776265376d657e627c0a6ec1611b6"
            + "ec5611e2ece61176ec5611d6ec561156ece71146ec5211e6ec571186ec16116ed127a1455503e864a0dfc0c58b338f7319ec3779f980b5"
            + "f798e7d80ef06343eee8854b9d9fe31d5d499933cfcae254"
        #expect(QRVersion.all.first { $0.capacity >= text.utf8.count }?.number == 5)
        #expect(Hexadecimal.text(QRVersion.all[4].codewords(of: Array(text.utf8))) == known)
    }

    @Test func `a mask of few runs, squares and finders is better`() throws {
        let grid = QRGrid(QRVersion.all[0])
        var filled = grid
        filled.draw([UInt8](repeating: 0xFF, count: 26))
        let best = try #require((0..<8).map { QRPenalty.of(filled.masked($0)) }.min())
        #expect(best < QRPenalty.of(filled) && QRPenalty.of(grid) > 0)
    }

    @Test func `it is drawn in runs, with light around it and a name`() throws {
        let code = try #require(QRCode("x"))
        let svg = code.svg(label: "https://a.example/start")
        #expect(svg.hasPrefix("<svg class=\"qr\" viewBox=\"-4 -4 29 29\" role=\"img\" aria-label=\"https://a.example/start\""))
        let drawn = svg.matches(of: /h(\d+)v1/).compactMap { Int($0.output.1) }.reduce(0, +)
        #expect(drawn == code.grid.isDark.count { $0 } && svg.contains("d=\"M0 0h7v1h-7z"))
    }
}
