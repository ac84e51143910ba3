import API
import Issuance
import Mail

/// Says in one line what somebody is, and where.
struct RoleLine: Sendable {
    let services: ConsoleServices

    /// Places that are named; more are counted.
    private static let places = 3

    func text(_ visitor: Visitor) async -> String {
        let texts = visitor.texts
        let places = Dictionary(grouping: visitor.roles, by: \.municipality)
        var lines: [String] = []
        for place in places.keys.sorted(by: { ($0 ?? "") < ($1 ?? "") }).prefix(Self.places) {
            let roles = Role.allCases.filter { role in places[place]?.contains { $0.role == role } ?? false }
            let names = roles.compactMap { texts.roles[$0] }.joined(separator: ", ")
            lines.append("\(await name(of: place, texts)): \(names)")
        }
        if places.count > Self.places { lines.append("+ \(places.count - Self.places)") }
        return lines.joined(separator: " · ")
    }

    private func name(of nis: String?, _ texts: ConsoleTexts) async -> String {
        guard let nis else { return texts.everywhere }
        return await MunicipalityNames(services: services).name(of: nis, in: texts.language)
    }
}
