import Issuance
import Mail
import Queue
import Rendering

extension TemplateLibrary {
    /// The subject of the mail with the link that a start card tells of, as the citizen sees it: of the texts that it was made for.
    func subject(of card: StartCard) -> String? {
        let kind = KindTable.activationLink
        let texts = card.templateVersion.map { catalog(of: kind, languages: card.languages, version: $0) } ?? current
        // The link goes into the body alone, so that the example's is as good.
        guard var variables = texts.exampleVariables(of: kind) else { return nil }
        variables["municipality"] = card.municipality.name(in: card.languages)
        variables["reference"] = .text(card.reference)
        variables["visited_at"] = .instant(card.visited)
        variables["expires_at"] = .instant(card.expires)
        let mail = try? texts.render(
            kind: kind, language: card.language, binding: card.bindingLanguage, variables: variables, issuedAt: card.visited)
        return mail?.subject
    }
}
