import API
import Issuance
import Mail

/// What pages call municipalities.
struct MunicipalityNames: Sendable {
    let services: ConsoleServices

    /// The NIS code itself where there is no name to be had: a line of a page must not fail for it.
    func name(of nis: String, in language: Language) async -> String {
        let found = try? await services.api.issuer.municipalities.show(nis, within: .municipalities([nis]))
        return found?.municipality.name(in: language, binding: nil) ?? nis
    }
}
