import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Synchronization

/// The audit log with its filters, and its proof.
struct AuditPages: Sendable {
    static let path = "/console/audit"
    private static let api = "/v1/audit"
    private static let pageItems = 50

    let shell: ConsoleShell
    private let last = LastProof()

    init(shell: ConsoleShell) { self.shell = shell }

    /// The newest proof, and that no two run at one time: each reads the whole log.
    private final class LastProof: Sendable {
        let proof = Mutex<AuditProof?>(nil)
        let isRunning = Mutex(false)
    }

    var routes: [Route] { [shell.get(Self.path, list), shell.post("\(Self.path)/verify", verify)] }

    @Sendable private func list(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.visitor.caller(for: .get, Self.api)
        let texts = call.administrationTexts
        let (filter, isWrong) = Self.filter(call)
        let before = call.query("cursor").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
        var body = form(call)
        if isWrong || (call.query("cursor") != nil && before == nil) {
            let page = ConsolePage(title: texts.auditTitle, body: .notice(call.operatorTexts.wrongFilter) + body, isFaulty: true)
            return await shell.answer(page, to: call, status: .unprocessableContent, back: Self.path)
        }
        let page = try await shell.services.api.issuer.audit(filter, before: before, limit: Self.pageItems, for: caller)
        body = body + table(page, call)
        if caller.reach == .everywhere { body = body + proof(call) }
        return await shell.answer(ConsolePage(title: texts.auditTitle, body: body), to: call, back: Self.path)
    }

    /// By days in Belgium, the last one with all of its hours.
    private static func filter(_ call: ConsoleCall) -> (filter: AuditFilter, isWrong: Bool) {
        var isWrong = false
        func read<Value>(_ name: String, _ make: (String) -> Value?) -> Value? {
            guard let text = call.query(name) else { return nil }
            let value = make(text)
            if value == nil { isWrong = true }
            return value
        }
        let filter = AuditFilter(
            action: read("action") { AuditAction(rawValue: $0) }, object: call.query("object"), actor: call.query("actor"),
            municipalities: read("municipality") { NISCode($0).map { [$0.text] } }, since: read("since") { Instant(brusselsDay: $0) },
            until: read("until") { Instant(brusselsDay: $0).map { ($0 + .seconds(36 * 3_600)).startOfBrusselsDay } })
        return (filter, isWrong)
    }

    private func form(_ call: ConsoleCall) -> Markup {
        let (texts, words) = (call.administrationTexts, call.operatorTexts)
        let names = AuditTexts.of(call.language).actions
        let actions = [(value: "", label: words.any)] + AuditAction.allCases.map { (value: $0.rawValue, label: names[$0] ?? $0.rawValue) }
        return """
            <form method="get" action="\(Self.path)" class="filters">
            \(Markup.choice("action", texts.action, actions, chosen: call.query("action") ?? ""))\
            \(Markup.field("object", texts.object, value: call.query("object") ?? ""))\
            \(Markup.field("actor", texts.actor, value: call.query("actor") ?? ""))\
            \(Markup.field("municipality", words.municipality, value: call.query("municipality") ?? ""))\
            \(Markup.field("since", texts.since, value: call.query("since") ?? "", type: "date"))\
            \(Markup.field("until", texts.until, value: call.query("until") ?? "", type: "date"))<div class="field">
            <button type="submit">\(words.show)</button>
            \(Markup.button(words.showAll, to: Self.path))
            </div>
            </form>

            """
    }

    private func table(_ page: AuditPage, _ call: ConsoleCall) -> Markup {
        let (texts, words) = (call.administrationTexts, call.operatorTexts)
        let kept = AuditTexts.of(call.language)
        guard !page.entries.isEmpty else { return "<section>\n<p>\(texts.noEntries)</p>\n</section>\n" }
        let table = PageTable(
            caption: texts.auditCaption,
            columns: [texts.number, words.time, texts.actor, texts.action, texts.object, words.municipality, texts.details],
            rows: page.entries.map { entry in
                [
                    .number(Int(entry.number)), OperatorTime.text(entry.at, call.language), Self.actor(entry, kept),
                    Self.action(entry, kept), entry.object.isEmpty ? "–" : "<code>\(entry.object)</code>",
                    .text(entry.municipality ?? "–"), Self.details(entry, kept),
                ]
            })
        let next: Markup =
            page.next.map { "<nav aria-label=\"\(words.pages)\"><p><a href=\"\(link(call, $0))\">\(words.older)</a></p></nav>\n" } ?? .none
        return "<section>\n\(table.markup)\(next)</section>\n"
    }

    private static func actor(_ entry: AuditEntry, _ texts: AuditTexts) -> Markup {
        texts.actor(entry.actor).map { .text($0) } ?? "<code>\(entry.actor)</code>"
    }

    /// With the word that is kept, by which commands and the API find it.
    private static func action(_ entry: AuditEntry, _ texts: AuditTexts) -> Markup {
        let code: Markup = "<code>\(entry.action)</code>"
        return texts.action(entry.action).map { "\($0)<br>\(code)" } ?? code
    }

    private static func details(_ entry: AuditEntry, _ texts: AuditTexts) -> Markup {
        let words = entry.details.split(separator: " ").map { word -> Markup in
            texts.word(word).map { .text($0) } ?? "<code>\(String(word))</code>"
        }
        guard let first = words.first else { return "–" }
        return words.dropFirst().reduce(first) { "\($0), \($1)" }
    }

    private func link(_ call: ConsoleCall, _ cursor: Int64) -> String {
        let names = ["action", "object", "actor", "municipality", "since", "until"]
        let pairs = names.compactMap { name in call.query(name).map { "\(name)=\(QueryText.encoded($0))" } } + ["cursor=\(cursor)"]
        return "\(Self.path)?\(pairs.joined(separator: "&"))"
    }

    // MARK: The proof

    private func proof(_ call: ConsoleCall) -> Markup {
        let texts = call.administrationTexts
        let found = last.proof.withLock { $0 }.map { proof in outcome(proof, call) } ?? .none
        return """
            <section>
            <h2>\(texts.verifyTitle)</h2>
            <p>\(texts.verifyLead)</p>
            \(found)<form method="post" action="\(Self.path)/verify">
            \(ConsolePage.token(call.visitor.session.formToken))<button type="submit" class="plain">\(texts.verify)</button>
            </form>
            </section>

            """
    }

    private func outcome(_ proof: AuditProof, _ call: ConsoleCall) -> Markup {
        let texts = call.administrationTexts
        let time = texts.verifiedAt.replacing("{time}", with: OperatorTime.words(proof.at, call.language))
        let text = (proof.isIntact ? texts.intact : texts.broken).replacing("{count}", with: "\(proof.entries)")
        let finding: Markup = proof.finding.map { "<p>\(AuditTexts.of(call.language).text($0))</p>\n" } ?? .none
        let cuts: Markup = proof.cuts.isEmpty ? .none : "<p>\(texts.cuts) \(proof.cuts.map(String.init).joined(separator: ", "))</p>\n"
        let end: Markup = proof.end.map { "<p>\(texts.end) <code>\($0)</code></p>\n" } ?? .none
        return "<div class=\"\(proof.isIntact ? "done" : "notice")\">\n<p>\(time) \(text)</p>\n\(finding)\(cuts)\(end)</div>\n"
    }

    /// For those who may read all of it.
    @Sendable private func verify(_ call: ConsoleCall) async throws -> Response {
        guard try call.visitor.caller(for: .get, Self.api).reach == .everywhere else {
            throw Problem(.forbidden, "The whole log is for those who may read all of it.")
        }
        let isFirst = last.isRunning.withLock { isRunning in
            defer { isRunning = true }
            return !isRunning
        }
        guard isFirst else { throw Problem(.overloaded, "It is being proved now.") }
        defer { last.isRunning.withLock { $0 = false } }
        let proof = try await shell.services.operation.proveAudit()
        last.proof.withLock { $0 = proof }
        return ConsoleShell.redirection(to: Self.path)
    }
}
