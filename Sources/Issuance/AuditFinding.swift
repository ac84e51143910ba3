/// The first thing in an audit log that is not as it was written.
package enum AuditFinding: Hashable, Sendable, CustomStringConvertible {
    /// The entry is not the one that was written, or was moved there.
    case changed(Int64)
    /// Entries between two others are gone.
    case missing(from: Int64, to: Int64)
    /// An entry where none may be: before the first that is kept.
    case added(Int64)
    /// The line where retention left off was not written with the key.
    case checkpoint
    /// Entries at the end are gone that were there once.
    case cut(from: Int64, to: Int64)
    /// Another entry stands where one was noted.
    case replaced(Int64)
    /// The file with the anchor is gone, or was not written with this key.
    case anchor

    /// A word for JSON.
    package var word: String {
        switch self {
        case .changed: "changed"
        case .missing: "missing"
        case .added: "added"
        case .checkpoint: "checkpoint"
        case .cut: "cut"
        case .replaced: "replaced"
        case .anchor: "anchor"
        }
    }

    /// The number of the first entry that it concerns; `nil` for what is no entry.
    package var number: Int64? {
        switch self {
        case .changed(let number), .added(let number), .replaced(let number), .missing(let number, _), .cut(let number, _): number
        case .checkpoint, .anchor: nil
        }
    }

    package var description: String {
        switch self {
        case .changed(let number): "entry \(number) was changed or moved"
        case .missing(let first, let last): "\(Self.range(first, last)) gone from the middle"
        case .added(let number): "entry \(number) was put in: the log does not begin so"
        case .checkpoint: "the checkpoint that retention left was changed"
        case .cut(let first, let last): "\(Self.range(first, last)) gone from the end; a restored backup that is older does this too"
        case .replaced(let number): "entry \(number) is another than was noted; a restored backup that is older does this too"
        case .anchor: "the anchor beside the seal key is gone or was changed"
        }
    }

    private static func range(_ first: Int64, _ last: Int64) -> String {
        first == last ? "entry \(first) is" : "entries \(first) to \(last) are"
    }
}
