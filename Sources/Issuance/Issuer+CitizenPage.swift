package import Mail
import Queue

extension Issuer {
    /// What the page for a link token tells, the newest or a former one; `nil` for one that was never issued. Changes nothing.
    package func page(token: Secret) async -> CitizenPageSubject? {
        guard let link = try? await store.link(token: tokenHMAC(token)) else { return nil }
        let (activation, languages) = (link.activation, link.activation.languages.ofPage)
        let municipality = try? await store.municipality(nis: activation.municipality)
        let names = municipality.map { municipality in
            languages.map { ($0, municipality.name(in: $0, binding: activation.bindingLanguage)) }
        }
        return CitizenPageSubject(
            languages: languages, bindingLanguage: activation.languages.bindingBeforeEnglish, municipality: activation.municipality,
            municipalityNames: Dictionary(names ?? [], uniquingKeysWith: { first, _ in first }),
            reference: reference(of: link.message), expires: link.expires, isOver: link.expires <= clock.now)
    }
}
