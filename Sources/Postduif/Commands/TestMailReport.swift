import Mail
import Submission

/// What became of a test mail, stage by stage.
struct TestMailReport: Encodable {
    struct Step: Encodable {
        let stage: String
        /// `nil`: none came.
        let reply: String?
    }

    let relay: String
    let kind: String
    let language: String
    /// To ask the relay's log for.
    let messageID: String
    let accepted: Bool
    /// Where it ended, and why.
    let stage: String
    let reason: String
    let detail: String?
    let steps: [Step]

    init(_ trial: SubmissionTrial, relay: String, kind: String, in languages: MailLanguages, id: QueueID) {
        let outcome = Outcome(classifying: trial.result)
        self.relay = relay
        self.kind = kind
        language = languages.text
        messageID = "\(id)"
        accepted = outcome.disposition == .accepted
        stage = trial.result.stage.rawValue
        reason = outcome.reason.rawValue
        detail = trial.detail
        steps = trial.steps.map { step in
            Step(
                stage: step.stage.rawValue,
                reply: step.reply.map { reply in
                    [reply.code.description, reply.enhanced?.description, reply.text].compactMap(\.self).joined(separator: " ")
                })
        }
    }

    var text: String {
        var table = TextTable("stage", "reply")
        for step in steps { table.add(step.stage, step.reply ?? "no reply") }
        let end = accepted ? "accepted" : "FAULT at \(stage): \(reason)" + (detail.map { "; \($0)" } ?? "")
        return "\(table.text(empty: "No stage."))\n\n\(relay): \(kind) (\(language)) \(messageID) \(end)"
    }
}
