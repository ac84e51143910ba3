import API
import HTTPTypes
import Issuance
import Mail
import Queue

/// Draws what many messages are asked about, and what became of them.
struct BulkView: Sendable {
    let texts: OperatorTexts
    let list: MessageListView

    func title(_ action: MessageOperations.Verb) -> String { "\(texts.verbs[action] ?? action.rawValue): \(texts.messagesTitle)" }

    func preview(
        _ action: MessageOperations.Verb, _ choice: MessageChoice, _ trial: BulkResult, newest: QueueID, _ call: ConsoleCall
    ) -> Markup {
        let back = MessagePages.path + choice.query()
        guard trial.matched > 0 else {
            return "<section>\n<p>\(texts.nothingMatches)</p>\n<p>\(Markup.button(texts.toMessages, to: back))</p>\n</section>\n"
        }
        let states = QueueState.allCases.filter { trial.states[$0] != nil }.map { state -> (String, Markup) in
            (texts.states[state] ?? state.rawValue, .number(trial.states[state] ?? 0))
        }
        let fields = (choice.fixed + [("cursor", newest.description), ("counted", String(trial.matched))]).map { Markup.hidden($0.0, $0.1) }
        let count = (trial.next == nil ? texts.matches : texts.matchesMore).replacing("{count}", with: String(trial.matched))
        let warning: Markup =
            action.inverse == nil
            ? "<p><strong>\(action == .cancel ? texts.noUndoCancel : texts.noUndoRetry)</strong></p>\n" : "<p>\(texts.undoLater)</p>\n"
        return """
            <section>
            <p>\(count)</p>
            \(filter(choice))\(Markup.terms(states))<p>\(texts.verbHints[action] ?? "")</p>
            \(warning)<form method="post" action="\(BulkPages.path)">
            \(ConsolePage.token(call.visitor.session.formToken))\(fields)\
            <button type="submit"\(action == .cancel ? " class=\"danger\"" : .none) name="action" value="\(action.rawValue)">\
            \(texts.verbs[action] ?? action.rawValue) (\(trial.matched))</button>
            \(Markup.button(texts.doNothing, to: back))
            </form>
            </section>
            <section>
            \(list.rows(trial.sample, caption: texts.sample.replacing("{count}", with: String(trial.sample.count))))</section>

            """
    }

    /// What they were chosen by.
    private func filter(_ choice: MessageChoice) -> Markup {
        let pairs = choice.fixed
        if pairs.isEmpty { return "<p>\(texts.everything)</p>\n" }
        let words = pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        return "<p><code>\(words)</code></p>\n"
    }

    func outcome(_ entry: BulkBook.Entry, name: String, _ call: ConsoleCall) -> Markup {
        let result = entry.result
        let lines = BulkOutcome.allCases.filter { result.outcomes[$0] != nil }.map { outcome -> (String, Markup) in
            (texts.bulkOutcomes[outcome] ?? outcome.rawValue, .number(result.outcomes[outcome] ?? 0))
        }
        let gone = (entry.counted ?? result.matched) - result.matched
        let fewer: Markup =
            gone > 0 && result.next == nil ? .notice(texts.fewerNow.replacing("{count}", with: String(gone))) : .none
        return fewer + "<section>\n<h2>\(texts.became)</h2>\n\(Markup.terms(lines))</section>\n" + rest(entry)
            + undoing(entry, name: name, call)
            + "<p>\(Markup.button(texts.toMessages, to: MessagePages.path + entry.choice.query()))</p>\n"
    }

    /// What one request did not reach.
    private func rest(_ entry: BulkBook.Entry) -> Markup {
        guard let next = entry.result.next else { return .none }
        let fields = (entry.choice.fixed + [("cursor", next.description), ("action", entry.action.rawValue)]).map {
            Markup.hidden($0.0, $0.1)
        }
        return """
            <section>
            <p>\(texts.moreLeft)</p>
            <form method="get" action="\(BulkPages.path)">
            \(fields)<button type="submit">\(texts.goOn)</button>
            </form>
            </section>

            """
    }

    private func undoing(_ entry: BulkBook.Entry, name: String, _ call: ConsoleCall) -> Markup {
        // An undoing is the end of it: what it did is not taken back with one more button.
        guard entry.counted != nil else { return "<p>\(texts.undone)</p>\n" }
        guard entry.action.inverse != nil else {
            return "<p>\(entry.action == .cancel ? texts.noUndoCancel : texts.noUndoRetry)</p>\n"
        }
        if entry.isUndone || entry.result.done.isEmpty { return .none }
        return """
            <section>
            <p>\(texts.undoOffer.replacing("{count}", with: String(entry.result.done.count)))</p>
            <form method="post" action="\(BulkPages.path)/\(name)/undo">
            \(ConsolePage.token(call.visitor.session.formToken))<button type="submit" class="plain">\(texts.undo)</button>
            </form>
            </section>

            """
    }
}
