import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// Retry, hold, release and cancel of one message. What changed since it was looked at is told and left.
struct MessageActPages: Sendable {
    let shell: ConsoleShell

    private var services: APIServices { shell.services.api }
    private var pages: MessagePages { MessagePages(shell: shell) }

    var routes: [Route] {
        [shell.get("\(MessagePages.one)/cancel", ask), shell.post("\(MessagePages.one)/act", act)]
    }

    @Sendable private func ask(_ call: ConsoleCall) async throws -> Response {
        let message = try await MessagePages.message(call, shell, for: .post, "\(MessagePages.api)/cancel")
        guard !message.state.isTerminal, message.state != .leased else { return await told(message, call, refusal(message, call)) }
        let view = MessageView(texts: call.operatorTexts, kinds: services.kinds, now: services.clock.now)
        let page = ConsolePage(title: call.operatorTexts.cancelTitle, body: view.cancellation(message, call))
        return await shell.answer(page, to: call, back: "\(MessagePages.path(message.id))/cancel")
    }

    @Sendable private func act(_ call: ConsoleCall) async throws -> Response {
        guard let verb = call.fields.word("action", MessageOperations.Verb.self) else { throw Problem(.badRequest, "No such act.") }
        let operation = "\(MessagePages.api)/\(verb.rawValue)"
        let caller = try call.visitor.caller(for: .post, operation)
        let message = try await MessagePages.message(call, shell, for: .post, operation)
        if verb == .cancel, !call.fields.isTicked("confirmed") {
            return ConsoleShell.redirection(to: "\(MessagePages.path(message.id))/cancel")
        }
        guard call.fields.text("seen") == MessageView.mark(of: message) else {
            return await told(message, call, call.operatorTexts.changed)
        }
        do {
            let operations = MessageOperations(queue: services.queue, kinds: services.kinds, clock: services.clock)
            _ = try await operations.perform(verb, on: message.id, by: caller.principal.actor)
        } catch let problem as Problem where problem.code == .conflict {
            let now = try await MessagePages.message(call, shell)
            return await told(now, call, refusal(now, call))
        }
        return ConsoleShell.redirection(to: "\(MessagePages.path(message.id))?done=\(verb.rawValue)")
    }

    /// Why it was not done, by how the message stands now.
    private func refusal(_ message: QueueMessage, _ call: ConsoleCall) -> String {
        let texts = call.operatorTexts
        switch (message.state, message.reason) {
        case (.leased, _): return texts.refusedInFlight
        case (.held, .paused): return texts.refusedPaused
        case let (state, _) where state.isTerminal: return texts.refusedFinished
        default: return texts.refusedTooLate
        }
    }

    private func told(_ message: QueueMessage, _ call: ConsoleCall, _ text: String) async -> Response {
        let page = pages.page(message, call, said: .notice(text))
        return await shell.answer(page, to: call, status: .conflict, back: MessagePages.path(message.id))
    }
}
