import API
import HTTPTypes
import Hummingbird
import Mail
import Queue

/// What each relay said last.
struct RepliesPage: Sendable {
    static let path = "/console/relays"

    let shell: ConsoleShell

    var routes: [Route] { [shell.get(Self.path, show)] }

    @Sendable private func show(_ call: ConsoleCall) async throws -> Response {
        _ = try call.queueCaller(.get, "/v1/queue")
        let (texts, words) = (FigureTexts.of(call.language), call.operatorTexts)
        let parts = shell.services.api.relays.relays.map { relay -> Markup in
            let history = shell.services.operation.replies(relay.name)
            return """
                <section>
                <h2>\(words.relayWord) \(relay.name): \(words.breakers[relay.breaker] ?? relay.breaker)</h2>
                \(table(history.others, caption: texts.otherReplies, none: texts.noOtherReplies, call))\
                \(table(history.accepted, caption: texts.acceptances, none: texts.noAcceptances, call))</section>

                """
        }
        let page = ConsolePage(title: texts.repliesTitle, body: "<p>\(texts.repliesLead)</p>\n\(parts)")
        return await shell.answer(page, to: call, back: Self.path)
    }

    private func table(_ attempts: [AttemptRecord], caption: String, none: String, _ call: ConsoleCall) -> Markup {
        guard !attempts.isEmpty else { return "<p>\(none)</p>\n" }
        let words = call.operatorTexts
        return PageTable(
            caption: caption, columns: [words.time, words.stage, words.reply, words.outcome, words.rule],
            rows: attempts.map { attempt in
                [
                    OperatorTime.text(attempt.at, call.language), attempt.stage.map { "<code>\($0.rawValue)</code>" } ?? "–",
                    .text(MessageView.text(of: attempt.reply)),
                    "\(words.outcomes[attempt.outcome] ?? attempt.outcome)<br>\(words.reasonText(attempt.reason))",
                    "<code>\(attempt.rule)</code>",
                ]
            }
        ).markup
    }
}
