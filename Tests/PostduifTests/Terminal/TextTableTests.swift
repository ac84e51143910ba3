import Testing

@testable import Postduif

@Suite("Tables")
struct TextTableTests {
    private var table: TextTable {
        var table = TextTable("id", "domain", "state")
        table.add("msg_01kas7bq3w5n7t9y1b3d5f7h9k", "a-long-name-of-a-city.example.be", "queued")
        table.add("msg_01kas7bq3w5n7t9y1b3d5f7h9k", "short.be", "held")
        return table
    }

    @Test("fit the terminal: the widest column is cut, the one that names the row never", arguments: [74, 60, 56, 50])
    func fits(_ width: Int) {
        let lines = table.text(empty: "", width: width).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= max(width, 50) }, "\(lines)")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("msg_01kas7bq3w5n7t9y1b3d5f7h9k  ") })
        #expect(lines[1].contains("…") == (width < 72))
    }

    @Test("are whole where nobody says how wide the terminal is")
    func whole() {
        #expect(
            table.text(empty: "", width: nil) == """
                ID                              DOMAIN                            STATE
                msg_01kas7bq3w5n7t9y1b3d5f7h9k  a-long-name-of-a-city.example.be  queued
                msg_01kas7bq3w5n7t9y1b3d5f7h9k  short.be                          held
                """)
    }

    @Test("on a terminal that is too narrow for anything go over its end rather than lose what they name")
    func narrow() {
        let lines = table.text(empty: "", width: 20).split(separator: "\n")
        #expect(lines[1] == "msg_01kas7bq3w5n7t9y1b3d5f7h9k  a-lon…  queued")
    }

    @Test("without rows are a sentence")
    func empty() {
        #expect(TextTable("a").text(empty: "Nothing.", width: 10) == "Nothing.")
    }

    @Test("a frame writes over the former one, line by line, and leaves out what is beyond the screen")
    func frame() {
        #expect(Screen.frame("a\nb", isFirst: true, height: nil) == "\u{1B}[2J\u{1B}[Ha\u{1B}[K\nb\u{1B}[K\n\u{1B}[J")
        #expect(Screen.frame("a\nb\nc", isFirst: false, height: 3) == "\u{1B}[Ha\u{1B}[K\nb\u{1B}[K\n\u{1B}[J")
    }
}
