import Issuance
import Mail
import Queue
import Rendering

extension TemplateCatalog {
    /// The subject of the mail with the link that a start card tells of, as the citizen sees it.
    func subject(of card: StartCard) -> String? {
        // The link goes into the body alone, so that the example's is as good.
        guard var variables = exampleVariables(of: KindTable.activationLink) else { return nil }
        variables["municipality"] = .text(card.municipality.name(in: card.language, binding: card.bindingLanguage))
        variables["reference"] = .text(card.reference)
        variables["visited_at"] = .instant(card.visited)
        variables["expires_at"] = .instant(card.expires)
        let mail = try? render(
            kind: KindTable.activationLink, language: card.language, binding: card.bindingLanguage, variables: variables,
            issuedAt: card.visited)
        return mail?.subject
    }
}
