import Crypto
import CryptoExtras
import FoundationEssentials
import TestKit

/// Checks signatures as a receiver does, written from RFC 6376 §6 without any of the signer's code.
struct DKIMVerifier {
    /// `selector._domainkey.domain` to the record's text.
    let records: [String: String]

    enum Verdict: Equatable {
        case pass
        case bodyHashDiffers
        case signatureDiffers
        case unusable(String)
    }

    /// One verdict for each signature, the topmost first.
    func verdicts(_ message: [UInt8]) -> [Verdict] {
        let text = String(decoding: message, as: Unicode.ASCII.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return [] }
        let fields = Self.unfolded(String(text[..<end.lowerBound]))
        return fields.filter { $0.lowercased().hasPrefix("dkim-signature:") }.map { verdict($0, fields, String(text[end.upperBound...])) }
    }

    private func verdict(_ signature: String, _ fields: [String], _ body: String) -> Verdict {
        let tags = Self.tags(String(signature.dropFirst("DKIM-Signature:".count)))
        guard tags["v"] == "1", tags["c"] == "relaxed/relaxed", let names = tags["h"]?.split(separator: ":").map(String.init),
            let bodyHash = tags["bh"].flatMap({ Data(base64Encoded: $0) }), let bytes = tags["b"].flatMap({ Data(base64Encoded: $0) }),
            let record = records["\(tags["s"] ?? "")._domainkey.\(tags["d"] ?? "")"].map(Self.tags),
            let key = record["p"].flatMap({ Data(base64Encoded: $0) })
        else { return .unusable(signature) }
        guard Data(SHA256.hash(data: Data(Self.relaxed(body: body).utf8))) == bodyHash else { return .bodyHashDiffers }
        var left = fields
        var signed = ""
        for name in names {
            guard let index = left.lastIndex(where: { $0.lowercased().hasPrefix(name.lowercased() + ":") }) else { continue }
            signed += Self.relaxed(field: left.remove(at: index)) + "\r\n"
        }
        // Unfolded, and the last tag, as the signer writes it; `bh=` does not begin so.
        guard let value = signature.firstRange(of: "; b=") else { return .unusable(signature) }
        signed += Self.relaxed(field: String(signature[..<value.upperBound]))
        let digest = SHA256.hash(data: Data(signed.utf8))
        switch tags["a"] {
        case "rsa-sha256":
            guard let key = try? _RSA.Signing.PublicKey(derRepresentation: key) else { return .unusable("key") }
            let signature = _RSA.Signing.RSASignature(rawRepresentation: bytes)
            return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5) ? .pass : .signatureDiffers
        case "ed25519-sha256":
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return .unusable("key") }
            return key.isValidSignature(bytes, for: Data(digest)) ? .pass : .signatureDiffers
        default: return .unusable("algorithm")
        }
    }

    private static func unfolded(_ header: String) -> [String] {
        var fields: [String] = []
        for line in header.components(between: "\r\n") {
            if line.hasPrefix(" ") || line.hasPrefix("\t") { fields[fields.count - 1] += line } else { fields.append(line) }
        }
        return fields
    }

    private static func tags(_ text: String) -> [String: String] {
        var tags: [String: String] = [:]
        for part in text.split(separator: ";") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = part[..<equals].filter { !$0.isWhitespace }
            tags[name] = part[part.index(after: equals)...].filter { !$0.isWhitespace }
        }
        return tags
    }

    private static func relaxed(field: String) -> String {
        let parts = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts[1].split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
        return parts[0].lowercased().filter { $0 != " " } + ":" + value
    }

    private static func relaxed(body: String) -> String {
        var lines = body.components(between: "\r\n").map { line in
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
            return (line.first == " " || line.first == "\t") && !words.isEmpty ? " " + words : words
        }
        while lines.last == "" { lines.removeLast() }
        return lines.map { $0 + "\r\n" }.joined()
    }
}
