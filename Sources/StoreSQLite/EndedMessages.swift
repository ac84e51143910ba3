import Mail
import Metrics
import Queue

/// Messages that ended in the store and not at a relay: expired, cancelled, superseded. Counted once their batch is on disk.
struct EndedMessages {
    /// What a message is counted under.
    struct Labels: Hashable {
        let kind: String
        /// The one that the activation of a mail in two languages has.
        let language: Language
        let state: QueueState
    }

    private var counts: [Labels: Int] = [:]

    /// Canaries are no citizens' mails and not counted among them.
    mutating func add(_ labels: Labels) {
        if labels.kind != KindTable.canary { counts[labels, default: 0] += 1 }
    }

    /// Into `postduif_messages_total`, where the delivery line counts the others.
    func record() {
        for (labels, count) in counts {
            Counter(
                label: "postduif_messages_total",
                dimensions: [("kind", labels.kind), ("language", labels.language.rawValue), ("outcome", labels.state.rawValue)]
            ).increment(by: count)
        }
    }
}
