import API
import Logging
import Mail

/// One JSON object on each line: `time`, `level`, `logger`, `message`, and the metadata under their own names.
///
/// A message is the same text each time, so that one can be counted and looked for; what differs is in the metadata.
struct JSONLogHandler: LogHandler {
    let label: String
    let clock: any TimeSource
    /// Gets each line, with its line feed, at once.
    let write: @Sendable ([UInt8]) -> Void
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    /// Fields of every line: metadata of the same name get `_` behind it.
    private static let names: Set<String> = ["time", "level", "logger", "message"]

    init(label: String, clock: any TimeSource, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.label = label
        self.clock = clock
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let line = JSONWriter.object { json in
            json.instant("time", clock.now)
            json.string("level", event.level.rawValue)
            json.string("logger", label)
            json.string("message", "\(event.message)")
            for (name, value) in all.sorted(by: { $0.key < $1.key }) {
                json.string(named: Self.names.contains(name) ? name + "_" : name, "\(value)")
            }
        }
        write(line + [UInt8(ascii: "\n")])
    }
}
