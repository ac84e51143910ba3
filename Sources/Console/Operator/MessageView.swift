import API
import HTTPTypes
import Issuance
import Mail
import Queue

/// Draws one message: how it stands in plain words, what can be done, and every attempt.
struct MessageView: Sendable {
    let texts: OperatorTexts
    let kinds: KindTable
    let now: Instant

    func part(_ message: QueueMessage, _ call: ConsoleCall) -> Markup {
        standing(message) + acts(message, call) + facts(message) + attempts(message)
    }

    /// What the page showed, so that an act on something else is told: what was looked at is what is acted upon.
    static func mark(of message: QueueMessage) -> String { "\(message.state.rawValue).\(message.reason.rawValue).\(message.attempt)" }

    // MARK: How it stands

    private func standing(_ message: QueueMessage) -> Markup {
        let box: Markup
        switch message.state {
        case .accepted: box = "done"
        case .rejected, .bounced, .expired, .inDoubt: box = "notice"
        case .queued, .leased, .held, .cancelled: box = "wait"
        }
        return """
            <div class="\(box)">
            <h2>\(texts.states[message.state] ?? message.state.rawValue)</h2>
            <p>\(texts.reasonText(message.reason)) <code>\(message.reason.rawValue)</code></p>
            <p>\(follows(message))</p>
            </div>

            """
    }

    private func follows(_ message: QueueMessage) -> String {
        let isDue = message.state == .queued && message.due <= now
        let text = isDue ? texts.dueNow : texts.follows[message.state] ?? ""
        let last = lastSubmission(message)
        return text.replacing("{due}", with: OperatorTime.words(message.due, texts.language))
            .replacing("{last}", with: OperatorTime.words(last, texts.language))
    }

    private func lastSubmission(_ message: QueueMessage) -> Instant {
        kinds[message.kind]?.lastSubmission(expires: message.expires) ?? message.expires
    }

    // MARK: What can be done

    private func acts(_ message: QueueMessage, _ call: ConsoleCall) -> Markup {
        let verbs = MessageOperations.Verb.allCases.filter { verb in
            switch (verb, message.state) {
            case (.retry, .queued): message.due > now
            case (.hold, .queued), (.release, .held), (.cancel, .queued), (.cancel, .held): true
            default: false
            }
        }
        let offered = verbs.filter { call.may(.post, "\(MessagePages.api)/\($0.rawValue)") }
        guard !offered.isEmpty else { return .none }
        let buttons = offered.map { verb -> Markup in
            let name = texts.verbs[verb] ?? verb.rawValue
            return verb == .cancel
                ? "\(Markup.button("\(name)…", to: "\(MessagePages.path(message.id))/cancel"))\n"
                : "<button type=\"submit\" name=\"action\" value=\"\(verb.rawValue)\">\(name)</button>\n"
        }
        let hints = offered.map { verb -> Markup in
            "<li><strong>\(texts.verbs[verb] ?? verb.rawValue)</strong>: \(texts.verbHints[verb] ?? "")</li>\n"
        }
        return """
            <section>
            <h2>\(texts.act)</h2>
            <ul>
            \(hints)</ul>
            \(form(message, call, buttons))</section>

            """
    }

    private func form(_ message: QueueMessage, _ call: ConsoleCall, _ buttons: [Markup]) -> Markup {
        """
        <form method="post" action="\(MessagePages.path(message.id))/act">
        \(ConsolePage.token(call.visitor.session.formToken))\(Markup.hidden("seen", Self.mark(of: message)))\(buttons)</form>

        """
    }

    /// What was done a moment ago where it is still so, with the way back where there is one.
    func done(_ message: QueueMessage, _ call: ConsoleCall) -> Markup {
        guard let verb = call.query("done").flatMap({ MessageOperations.Verb(rawValue: $0) }) else { return .none }
        switch (verb, message.state) {
        case (.hold, .held): return .done(texts.heldNow, undo(message, call, .release))
        case (.release, .queued), (.release, .leased): return .done(texts.releasedNow, undo(message, call, .hold))
        case (.retry, .queued), (.retry, .leased): return .done(texts.retriedNow)
        case (.cancel, .cancelled): return .done(texts.cancelledNow)
        default: return .none
        }
    }

    private func undo(_ message: QueueMessage, _ call: ConsoleCall, _ verb: MessageOperations.Verb) -> Markup {
        guard call.may(.post, "\(MessagePages.api)/\(verb.rawValue)") else { return .none }
        return form(
            message, call, ["<button type=\"submit\" class=\"plain\" name=\"action\" value=\"\(verb.rawValue)\">\(texts.undo)</button>\n"])
    }

    /// The page that asks before what cannot be undone.
    func cancellation(_ message: QueueMessage, _ call: ConsoleCall) -> Markup {
        let button: Markup =
            "\(Markup.hidden("confirmed", "1"))<button type=\"submit\" class=\"danger\" name=\"action\" "
            + "value=\"cancel\">\(texts.verbs[.cancel] ?? "")</button>\n"
        let back: Markup = "\(Markup.button(texts.keep, to: MessagePages.path(message.id)))\n"
        return standing(message) + "<section>\n<p>\(texts.cancelMeaning)</p>\n\(form(message, call, [button, back]))</section>\n"
            + facts(message)
    }

    // MARK: Facts

    private func facts(_ message: QueueMessage) -> Markup {
        let language = texts.language
        var pairs: [(String, Markup)] = [
            (texts.kindWord, "\(texts.kind(message.kind)) <code>\(message.kind)</code>"), (texts.laneWord, .text(texts.lane(message.lane))),
            (texts.languageWord, .text(message.languages.text)), (texts.domain, .text(message.domain)),
            (texts.municipality, .text(message.municipality ?? "–")), (texts.attempts, .number(message.attempt)),
            (texts.issued, OperatorTime.text(message.issued, language)),
        ]
        if message.state == .queued { pairs.append((texts.due, OperatorTime.text(message.due, language))) }
        pairs.append((texts.expires, OperatorTime.text(message.expires, language)))
        if let finished = message.finished { pairs.append((texts.finished, OperatorTime.text(finished, language))) }
        if let newer = message.supersededBy {
            pairs.append((texts.supersededBy, "<a href=\"\(MessagePages.path(newer))\"><code>\(newer.description)</code></a>"))
        }
        pairs.append((texts.templateVersion, "<code>\(message.templateVersion)</code>"))
        return "<section>\n<h2>\(texts.facts)</h2>\n\(Markup.terms(pairs))</section>\n"
    }

    private func attempts(_ message: QueueMessage) -> Markup {
        guard !message.attempts.isEmpty else {
            return "<section>\n<h2>\(texts.attemptsTitle)</h2>\n<p>\(texts.noAttempts)</p>\n</section>\n"
        }
        let table = PageTable(
            caption: texts.attemptsTitle,
            columns: [texts.attempt, texts.time, texts.relayWord, texts.stage, texts.reply, texts.outcome, texts.rule],
            rows: message.attempts.map { attempt in
                [
                    .number(attempt.number), OperatorTime.text(attempt.at, texts.language),
                    .text(attempt.relay.isEmpty ? "–" : attempt.relay),
                    attempt.stage.map { "<code>\($0.rawValue)</code>" } ?? "–", .text(Self.text(of: attempt.reply)),
                    "\(texts.outcomes[attempt.outcome] ?? attempt.outcome)<br>\(texts.reasonText(attempt.reason))",
                    "<code>\(attempt.rule)</code>",
                ]
            })
        return "<section>\n\(table.markup)</section>\n"
    }

    /// As the API gives it to those who may read messages: without local parts and paths since it was read.
    static func text(of reply: Reply?) -> String {
        guard let reply else { return "–" }
        return [reply.code.description, reply.enhanced?.description, reply.text].compactMap(\.self).joined(separator: " ")
    }
}

extension MessagePages {
    /// Of the operations on one message.
    static let api = "/v1/messages/{id}"
}
