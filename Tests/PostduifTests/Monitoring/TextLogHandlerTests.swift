import Logging
import Synchronization
import Testing

@testable import Postduif

@Suite("Log lines of text")
struct TextLogHandlerTests {
    private final class Lines: TextOutputStream, Sendable {
        let text = Mutex("")
        func write(_ string: String) { text.withLock { $0 += string } }
    }

    /// Without the time in front.
    private static func line(through wrap: (StreamLogHandler) -> any LogHandler, _ body: (Logger) -> Void) -> Substring {
        let lines = Lines()
        body(Logger(label: "postduif") { wrap(StreamLogHandler(label: $0, stream: lines, metadataProvider: nil)) })
        return lines.text.withLock { $0.drop { $0 != " " } }
    }

    @Test(
        "are those of the library's own handler",
        arguments: [
            (of: [:], with: nil), (of: ["request": "1"], with: nil), (of: [:], with: ["relay": "primary"]),
            (of: ["a": "1", "b": "1"], with: ["b": "2"]),
        ] as [(of: Logger.Metadata, with: Logger.Metadata?)])
    func same(metadata: (of: Logger.Metadata, with: Logger.Metadata?)) {
        let log = { (logger: Logger) in
            var logger = logger
            logger.logLevel = .debug
            for (key, value) in metadata.of { logger[metadataKey: key] = value }
            logger.debug("answered", metadata: metadata.with)
        }
        let line = Self.line(through: { TextLogHandler(stream: $0) }, log)
        #expect(line == Self.line(through: { $0 }, log))
        #expect(line.hasSuffix("answered\n"))
    }

    @Test("below the level are none")
    func level() {
        let line = Self.line(through: { TextLogHandler(stream: $0) }) { $0.debug("answered") }
        #expect(line.isEmpty)
    }
}
