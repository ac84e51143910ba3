import Issuance
import Mail
import Queue

/// The words of the audit log in one language. The log itself is kept in words of its own, which stand beside these.
struct AuditTexts: Sendable {
    let language: Language
    let actions: [AuditAction: String]
    /// Of an entry's details, by the word that is kept; those of an officer's form are among ``OfficerTexts``.
    let words: [String: String]
    /// Who did it: the machine's own commands, the service by itself, somebody with a link.
    let machine, service, citizen: String
    /// What a proof found: `{from}`, `{to}`.
    let changed, missing, added, checkpoint, cut, replaced, anchor: String

    static func of(_ language: Language) -> AuditTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }

    /// `nil` for what an older version kept.
    func action(_ kept: String) -> String? { AuditAction(rawValue: kept).flatMap { actions[$0] } }

    /// `nil` for an identifier.
    func actor(_ kept: String) -> String? {
        let known = [AuditActor.localOperator.text: machine, AuditActor.service.text: service, AuditActor.citizen.text: citizen]
        return known[kept]
    }

    /// One word of an entry's details; `nil` for an identifier, or the name of a right, which the API has too.
    func word(_ kept: Substring) -> String? {
        let parts = kept.split(separator: "=", maxSplits: 1)
        if parts.count == 2, let name = words[String(parts[0])] { return "\(name): \(parts[1])" }
        return words[String(kept)] ?? formWord(String(kept))
    }

    private func formWord(_ kept: String) -> String? {
        let texts = OfficerTexts.of(language)
        return Activation.Case(rawValue: kept).flatMap { texts.cases[$0]?.title }
            ?? Activation.Channel(rawValue: kept).flatMap { texts.channels[$0] }
            ?? Activation.Assurance(rawValue: kept).flatMap { texts.assurances[$0].map { "\(texts.assurance): \($0)" } }
            ?? Role(rawValue: kept).flatMap { ConsoleTexts.of(language).roles[$0] }
    }

    func text(_ finding: AuditFinding) -> String {
        switch finding {
        case .changed(let number): Self.filled(changed, number)
        case .missing(let first, let last): Self.filled(missing, first, last)
        case .added(let number): Self.filled(added, number)
        case .checkpoint: checkpoint
        case .cut(let first, let last): Self.filled(cut, first, last)
        case .replaced(let number): Self.filled(replaced, number)
        case .anchor: anchor
        }
    }

    private static func filled(_ text: String, _ from: Int64, _ to: Int64 = 0) -> String {
        text.replacing("{from}", with: "\(from)").replacing("{to}", with: "\(to)")
    }
}
