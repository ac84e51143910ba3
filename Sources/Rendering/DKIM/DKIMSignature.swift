import FoundationEssentials
import Mail

/// The `DKIM-Signature` field of one key (RFC 6376 §3.5).
struct DKIMSignature {
    let key: DKIMKey
    let time: Instant
    /// `h=`: a name for each field that is hashed, in their order, and once more for those that nobody may add to.
    let names: [String]
    /// `bh=`: SHA-256 of the body's relaxed form.
    let bodyHash: [UInt8]

    private static let name = "DKIM-Signature: "
    private static let preferredOctets = 76

    /// The field without the octets of `b=`, which is how it is signed (§3.7).
    var unsigned: String {
        let hash = Data(bodyHash).base64EncodedString()
        return Self.name
            + "v=1; a=\(key.algorithm.rawValue); c=relaxed/relaxed;\r\n d=\(key.domain); s=\(key.selector);\r\n"
            + " t=\(time.seconds);\r\n"
            + Self.folded("h=", names.joined(separator: ":"), at: UInt8(ascii: ":")) + ";\r\n bh=\(hash);\r\n b="
    }

    /// The whole field, with its line end.
    func signed(_ signature: [UInt8]) -> [UInt8] {
        var field = Array(unsigned.utf8)
        var column = 3
        for byte in Data(signature).base64EncodedString().utf8 {
            if column == Self.preferredOctets {
                field += "\r\n ".utf8
                column = 1
            }
            field.append(byte)
            column += 1
        }
        return field + [.carriageReturn, .lineFeed]
    }

    /// A tag whose value breaks behind a separator.
    private static func folded(_ tag: String, _ value: String, at separator: UInt8) -> String {
        var text = " " + tag
        var column = text.utf8.count
        for part in value.utf8.split(separator: separator, omittingEmptySubsequences: false).map({ String(Substring($0)) }) {
            if column > tag.utf8.count + 1 {
                text += ":"
                column += 1
                if column + part.utf8.count + 1 > preferredOctets {
                    text += "\r\n "
                    column = 1
                }
            }
            text += part
            column += part.utf8.count
        }
        return text
    }
}
