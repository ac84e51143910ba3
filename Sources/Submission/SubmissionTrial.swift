package import Mail

/// One message over one fresh connection, command by command, with every reply: for an operator who wants to see the dialogue.
///
/// Plain whatever the relay offers: each reply belongs to the command before it. The delivery line has a dialogue of its own.
package struct SubmissionTrial: Sendable {
    /// What was said at one stage.
    package struct Step: Hashable, Sendable {
        package let stage: SubmissionStage
        /// `nil` when none came.
        package let reply: Reply?
    }

    /// In their order, from the greeting to QUIT, as far as it came.
    package private(set) var steps: [Step]
    package private(set) var result: SubmissionResult
    /// What libcurl says of a session that could not be opened; else `nil`.
    package private(set) var detail: String?

    /// Opens a session as the line does, submits, and says QUIT. Blocking, within the stages' deadlines.
    package static func run(
        _ transaction: Transaction, over relay: RelayConfiguration, clock: any TimeSource
    ) -> SubmissionTrial {
        do throws(ConnectFailure) {
            let connection = try RelayConnection(to: relay, pipelining: false, clock: clock)
            var dialogue = TrialDialogue(connection: connection, clock: clock)
            let result = dialogue.submit(transaction)
            return SubmissionTrial(steps: connection.sessionSteps + dialogue.steps, result: result, detail: nil)
        } catch {
            let step = Step(stage: error.result.stage, reply: error.result.reply)
            return SubmissionTrial(steps: [step], result: error.result, detail: error.detail)
        }
    }
}
