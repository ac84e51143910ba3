package import Mail
package import Queue
import Rendering

/// The mail that shows whether a relay takes what comes through a lane. It is for operators and names nobody.
///
/// Its text is here and not among the templates: it must go out also when those are broken, and no citizen reads it.
package enum CanaryMail {
    private static let relayName = "relay"
    private static let laneName = "lane"

    /// An entry for one relay and one lane, due at once.
    ///
    /// - Parameter address: Where canaries go; a mailbox of the operator.
    package static func entry(
        relay: String, lane: Lane, to address: EmailAddress, id: QueueID, seal: any Seal, now: Instant
    ) throws(SealFault) -> QueueEntry {
        let kind = KindTable.canary(in: lane)
        let content = QueueContent(recipient: address, variables: [relayName: .text(relay), laneName: .text(lane.rawValue)])
        return QueueEntry(
            id: id, kind: kind, language: .en, domain: address.domain, municipality: nil, sealedContent: try seal.seal(content, id: id),
            templateVersion: KindTable.canary, issued: now, expires: now + kind.lifetime)
    }

    /// The relay that it is for; `nil` when it names none.
    static func relay(of content: QueueContent) -> String? { text(content, relayName) }

    static func content(_ content: QueueContent) -> EncodedContent {
        let relay = text(content, relayName) ?? "-"
        let lane = text(content, laneName) ?? "-"
        // Both are names of the configuration: letters, digits and "-_.".
        let text =
            "Postduif submitted this mail through the relay \(relay) and the lane \(lane), to see that both go on.\nNobody has to read it.\n"
        let html = "<!DOCTYPE html>\n<html lang=\"en\"><title>Postduif canary</title><p>\(text)</p></html>\n"
        return EncodedContent(
            RenderedContent(subject: "Postduif canary: relay \(relay), lane \(lane)", text: Array(text.utf8), html: Array(html.utf8)))
    }

    private static func text(_ content: QueueContent, _ name: String) -> String? {
        if case .text(let text) = content.variables[name] { text } else { nil }
    }
}
