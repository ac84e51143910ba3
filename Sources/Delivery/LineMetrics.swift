import Mail
import Metrics
import Queue
import Submission

/// The line's metrics, made once; labels come from enums and configured names only.
final class LineMetrics: Sendable {
    /// One for each connection: no lock on the way of a message.
    final class Local {
        private var messages: [MessageLabels: Counter] = [:]
        private var latency: [String: Recorder] = [:]
        private var stages: [SubmissionStage: Recorder] = [:]
        private let relay: String
        private var acceptanceNoted: Instant?

        init(relay: String) { self.relay = relay }

        /// Whether an acceptance of now is one to keep for operators: one a second.
        func isAcceptanceNoted(at now: Instant) -> Bool {
            if let acceptanceNoted, now >= acceptanceNoted, now - acceptanceNoted < .seconds(1) { return false }
            acceptanceNoted = now
            return true
        }

        func record(_ settlement: Settlement) {
            let entry = settlement.lease.entry
            if entry.isCanary { return record(canary: settlement) }
            guard case .finished(let state) = settlement.next else { return }
            LineMetrics.count(entry, state, in: &messages)
            guard state == .accepted else { return }
            let recorder =
                latency[entry.kind]
                ?? Recorder(
                    label: "postduif_request_to_acceptance_seconds", dimensions: [("kind", entry.kind)], aggregate: true)
            latency[entry.kind] = recorder
            recorder.record((settlement.at - entry.issued).secondsAsDouble)
        }

        /// No citizen's: it would show in charts of what they got.
        private func record(canary settlement: Settlement) {
            guard settlement.next == .finished(.accepted) else { return }
            LineMetrics.countCanary(relay, settlement.lease.entry.lane, .accepted)
        }

        func record(_ stage: SubmissionStage, _ duration: Duration) {
            let recorder =
                stages[stage]
                ?? Recorder(
                    label: "postduif_submission_seconds", dimensions: [("relay", relay), ("stage", stage.rawValue)], aggregate: true)
            stages[stage] = recorder
            recorder.record(duration.secondsAsDouble)
        }
    }

    /// What a message is counted under.
    struct MessageLabels: Hashable {
        let kind: String
        /// The one that the activation of a mail in two languages has.
        let language: Language
        let state: QueueState
    }

    static func count(_ entry: QueueEntry, _ state: QueueState, in cache: inout [MessageLabels: Counter]) {
        let language = entry.languages.main
        let key = MessageLabels(kind: entry.kind, language: language, state: state)
        let counter = cache[key] ?? messages(entry.kind, language, state)
        cache[key] = counter
        counter.increment()
    }

    /// Shows what counts from the start on, with 0: the first of a kind is then seen as a rise.
    static func begin(_ kinds: KindTable) {
        for kind in kinds.kinds.keys {
            inDoubt(kind).increment(by: 0)
            for language in Language.allCases {
                for state in QueueState.allCases where state.isTerminal { messages(kind, language, state).increment(by: 0) }
            }
        }
    }

    /// What is counted of canaries.
    enum Canary: String, CaseIterable {
        case sent, accepted
    }

    static func countCanary(_ relay: String, _ lane: Lane, _ what: Canary, by count: Int = 1) {
        Counter(label: "postduif_canary_\(what.rawValue)_total", dimensions: [("relay", relay), ("lane", lane.rawValue)])
            .increment(by: count)
    }

    /// Counts what the former run could not: it is of this run.
    static func count(_ entry: RecoveredEntry) {
        guard entry.kind != KindTable.canary else { return }
        switch entry.became {
        case .queued: break
        case .inDoubt: countInDoubt(entry.kind)
        case .accepted: messages(entry.kind, entry.languages.main, .accepted).increment()
        }
    }

    private static func messages(_ kind: String, _ language: Language, _ state: QueueState) -> Counter {
        Counter(
            label: "postduif_messages_total",
            dimensions: [("kind", kind), ("language", language.rawValue), ("outcome", state.rawValue)])
    }

    static func countInDoubt(_ kind: String) { inDoubt(kind).increment() }

    private static func inDoubt(_ kind: String) -> Counter {
        Counter(label: "postduif_in_doubt_total", dimensions: [("kind", kind)])
    }
}
