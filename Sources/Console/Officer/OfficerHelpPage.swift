import Hummingbird
import Issuance
import Mail

/// `GET /console/activations/help`: the officer guide on one page, for who stands at the counter: the steps, what becomes of a mail and what to
/// do then, and what to do afterwards, in the words of the pages themselves.
struct OfficerHelpPage: Sendable {
    static let path = "\(OfficerPages.path)/help"

    let shell: ConsoleShell

    @Sendable func show(_ call: ConsoleCall) async throws -> Response {
        _ = try call.visitor.caller(for: .get, "/v1/activations")
        let (help, texts, mails) = (HelpTexts.of(call.language), OfficerTexts.of(call.language), MailTexts.of(call.language))
        let cases = Activation.Case.allCases.map { Self.row(texts.cases[$0]?.title, texts.cases[$0]?.lead) }
        let outcomes = MailOutlook.allCases.map { Self.row(mails.words[$0]?.title, mails.words[$0]?.text) }
        let acts = ActivationAct.allCases.map { Self.row($0.words(texts).name, $0.words(texts).lead) }
        let body: Markup = """
            <p>\(help.lead)</p>
            \(Self.section(help.stepsTitle, "<ol>\n\(Self.items(help.steps))</ol>\n"))\
            \(Self.section(texts.chooseTitle, "<dl>\n\(cases)</dl>\n"))\
            \(Self.section(texts.live, "<dl>\n\(outcomes)</dl>\n"))\
            \(Self.section(texts.acts, "<dl>\n\(acts)</dl>\n"))\
            \(Self.section(help.neverTitle, "<ul>\n\(Self.items(help.never))</ul>\n"))
            """
        return await shell.answer(ConsolePage(title: help.title, body: body), to: call, back: Self.path)
    }

    private static func section(_ title: String, _ content: Markup) -> Markup {
        "<section>\n<h2>\(title)</h2>\n\(content)</section>\n"
    }

    private static func items(_ lines: [String]) -> [Markup] { lines.map { "<li>\($0)</li>\n" } }

    private static func row(_ name: String?, _ text: String?) -> Markup {
        "<div><dt>\(name ?? "")</dt><dd>\(text ?? "")</dd></div>\n"
    }
}
