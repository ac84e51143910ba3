import Issuance

/// `audit verify`: how the log stands.
struct AuditReport: Codable, Sendable {
    struct Finding: Codable, Sendable {
        let word: String
        let number: Int64?
        let detail: String
    }

    /// That followed one another.
    let entries: Int
    let first: Int64?
    /// `number:mac` of the last of them; `nil`: there is none.
    let end: String?
    let finding: Finding?
    /// Entries that say that the log had been cut before a start.
    let cuts: [Int64]

    var isIntact: Bool { finding == nil && cuts.isEmpty }

    /// - Parameter anchored: An anchor that is not valid, or is not there, is a finding where nothing else is.
    init(_ verifier: AuditVerifier, _ anchored: AuditAnchorFile.Content) {
        entries = verifier.entries
        first = verifier.first
        end = verifier.end.number > 0 ? verifier.end.description : nil
        finding = Self.finding(verifier, anchored).map { Finding(word: $0.word, number: $0.number, detail: $0.description) }
        cuts = verifier.cuts
    }

    /// The first thing that is wrong.
    static func finding(_ verifier: AuditVerifier, _ anchored: AuditAnchorFile.Content) -> AuditFinding? {
        if let finding = verifier.finding { return finding }
        switch anchored {
        case .garbled: return .anchor
        case .missing: return verifier.end == .beginning ? nil : .anchor
        case .end: return nil
        }
    }

    var text: String {
        var lines: [String] = []
        if let finding { lines.append("BROKEN: \(finding.detail).") }
        for cut in cuts { lines.append("CUT: entry \(cut) says that the end of the log had been cut or replaced before a start.") }
        let range = first.map { ", from \($0) on" } ?? ""
        lines.append("\(entries) entries follow one another\(range).")
        if let end { lines.append("It ends at \(end); noted elsewhere, --reached shows later that this end was not replaced.") }
        return lines.joined(separator: "\n")
    }
}
