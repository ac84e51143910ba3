import API
import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// A link for trying out.
extension SignInPages {
    func showLink(_ call: APICall, _ links: SignInLinks) async throws -> Response {
        let language = PageLanguage.of(call.request)
        let texts = ConsoleTexts.of(language)
        guard let code = Self.code(call), links.isGood(code) else { return badLink(language) }
        let body: Markup = """
            <section>
            <p>\(texts.linkLead)</p>
            <form method="post">
            <input type="hidden" name="language" value="\(language.rawValue)">
            <button type="submit">\(texts.linkButton)</button>
            </form>
            </section>

            """
        return shell.answer(ConsolePage(title: texts.linkTitle, body: body), in: language)
    }

    func useLink(_ call: APICall, _ links: SignInLinks) async throws -> Response {
        let fields = FormFields(try await ConsoleShell.form(call))
        let language = fields.word("language", Language.self) ?? .nl
        guard shell.isFromHere(call.request), let code = Self.code(call), let person = links.take(code) else { return badLink(language) }
        do throws(SignInEnd) {
            return try begin(SignedInPerson(identity: person, idToken: nil), language, call)
        } catch {
            return answer(error)
        }
    }

    private func badLink(_ language: Language) -> Response {
        shell.answer(ConsoleShell.page(ConsoleTexts.of(language).linkBad), in: language, status: .forbidden)
    }

    private static func code(_ call: APICall) -> Secret? {
        call.context.parameters.get("code").flatMap { $0.utf8.count <= 64 ? Secret($0) : nil }
    }
}
