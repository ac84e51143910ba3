import API
import HTTPTypes
import Mail
import Queue

/// Draws the list of messages with its filters.
struct MessageListView: Sendable {
    let texts: OperatorTexts
    let kinds: KindTable

    func form(_ choice: MessageChoice) -> Markup {
        let any = [(value: "", label: texts.any)]
        let states = QueueState.allCases.map { (value: $0.rawValue, label: texts.states[$0] ?? $0.rawValue) }
        let names = (kinds.kinds.keys + [KindTable.canary]).sorted().map { (value: $0, label: texts.kind($0)) }
        let lanes = Lane.allCases.map { (value: $0.rawValue, label: texts.lane($0)) }
        let reasons = Reason.allCases.map(\.rawValue).sorted().map { (value: $0, label: $0) }
        let ages = MessageChoice.ages.map { minutes in
            (value: String(minutes), label: OperatorTime.span(.seconds(60 * minutes), texts.language))
        }
        return """
            <form method="get" action="\(MessagePages.path)" class="filters">
            \(Markup.choice("state", texts.state, any + states, chosen: choice.state?.rawValue ?? ""))\
            \(Markup.choice("kind", texts.kindWord, any + names, chosen: choice.kind ?? ""))\
            \(Markup.choice("lane", texts.laneWord, any + lanes, chosen: choice.lane?.rawValue ?? ""))\
            \(Markup.choice("reason", texts.reason, any + reasons, chosen: choice.reason?.rawValue ?? ""))\
            \(Markup.choice("older", texts.olderThan, any + ages, chosen: choice.olderThan.map { String($0) } ?? ""))\
            \(Markup.field("domain", texts.domain, value: choice.domain ?? ""))<div class="field">
            <button type="submit">\(texts.show)</button>
            \(Markup.button(texts.showAll, to: MessagePages.path))
            </div>
            </form>

            """
    }

    func table(_ found: BoundedSearch.Found<QueueMessage, QueueID>, _ choice: MessageChoice, isFirst: Bool) -> Markup {
        let next: Markup =
            found.next.map { next in
                "<a href=\"\(MessagePages.path)\(choice.query(cursor: next))\">\(found.isCut ? texts.goOnThere : texts.older)</a>"
            } ?? .none
        let newest: Markup = isFirst ? .none : "<a href=\"\(MessagePages.path)\(choice.query())\">\(texts.newest)</a> "
        let links: Markup =
            cut(found) + (found.next == nil && isFirst ? .none : "<nav aria-label=\"\(texts.pages)\"><p>\(newest)\(next)</p></nav>\n")
        guard !found.items.isEmpty else {
            return "<section>\n<p>\(found.isCut ? texts.noneHere : texts.noMessages)</p>\n\(links)</section>\n"
        }
        return "<section>\n\(rows(found.items, caption: texts.listCaption))\(links)</section>\n"
    }

    /// How far a search went that had to end before its page was full.
    private func cut(_ found: BoundedSearch.Found<QueueMessage, QueueID>) -> Markup {
        guard found.isCut, let next = found.next else { return .none }
        let text = texts.lookedBack.replacing("{time}", with: OperatorTime.words(next.made, texts.language))
        return "<p class=\"hint\">\(text)</p>\n"
    }

    /// Messages as rows, each with a way to its page.
    func rows(_ messages: [QueueMessage], caption: String) -> Markup {
        PageTable(
            caption: caption,
            columns: [texts.message, texts.kindWord, texts.domain, texts.state, texts.reason, texts.attempts, texts.issued],
            rows: messages.map { message in
                [
                    "<a href=\"\(MessagePages.path(message.id))\"><code>\(message.id.description)</code></a>",
                    "\(texts.kind(message.kind)) (\(message.languages.text))", .text(message.domain),
                    .text(texts.states[message.state] ?? message.state.rawValue), "<code>\(message.reason.rawValue)</code>",
                    .number(message.attempt), OperatorTime.text(message.issued, texts.language),
                ]
            }
        ).markup
    }

    /// What can be done with all that match and wait.
    func acts(_ choice: MessageChoice) -> Markup {
        let fields = choice.fixed.map { Markup.hidden($0.name, $0.value) }
        let buttons = MessageOperations.Verb.allCases.map { verb -> Markup in
            "<button type=\"submit\" class=\"plain\" name=\"action\" value=\"\(verb.rawValue)\">\(texts.verbs[verb] ?? verb.rawValue)…</button>\n"
        }
        return """
            <section>
            <h2>\(texts.manyTitle)</h2>
            <p>\(texts.manyLead)</p>
            <form method="get" action="\(BulkPages.path)">
            \(fields)\(buttons)</form>
            </section>

            """
    }
}
