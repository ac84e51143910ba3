package import Mail

/// Which official languages a municipality may use towards its citizens; English never is one of them.
///
/// Coordinated laws of 18 July 1966 on the use of languages in administrative matters: the language of the region, both in the
/// nineteen municipalities of Brussels, and a second one in the 27 municipalities with facilities.
package enum LanguageRules {
    /// The language of the region first.
    package static func languages(of code: NISCode) -> [Language] {
        guard let number = Int(code.text) else { return [] }
        if (21_001...21_019).contains(number) { return [.nl, .fr] }
        if germanSpeaking.contains(number) { return [.de, .fr] }
        if malmedyGroup.contains(number) { return [.fr, .de] }
        if dutchWithFacilities.contains(number) { return [.nl, .fr] }
        if frenchWithFacilities.contains(number) { return [.fr, .nl] }
        return regional(number)
    }

    /// The one that is used unless the inhabitant asks for the other; `nil` where no such rule is known.
    ///
    /// In the six municipalities around Brussels, which lie in the Dutch-language region, French is for who asks for it.
    package static func languageUnasked(of code: NISCode) -> Language? {
        Int(code.text).map(aroundBrussels.contains) == true ? .nl : nil
    }

    /// By province, and by arrondissement in Brabant (25 is Walloon Brabant).
    private static func regional(_ number: Int) -> [Language] {
        switch number / 1_000 {
        case 21: [.nl, .fr]
        case 25: [.fr]
        case 10...49, 70...79: [.nl]
        default: [.fr]
        }
    }

    /// Amel, Büllingen, Bütgenbach, Eupen, Kelmis, Lontzen, Raeren, Sankt Vith, Burg-Reuland.
    private static let germanSpeaking: Set<Int> = [63_001, 63_012, 63_013, 63_023, 63_040, 63_048, 63_061, 63_067, 63_087]
    /// Malmedy, Waimes.
    private static let malmedyGroup: Set<Int> = [63_049, 63_080]
    /// Drogenbos, Kraainem, Linkebeek, Sint-Genesius-Rode, Wemmel, Wezembeek-Oppem.
    private static let aroundBrussels = 23_098...23_103
    /// On the language border: Bever, Herstappe, Mesen, Ronse, Spiere-Helkijn, Voeren.
    private static let dutchWithFacilities = Set(aroundBrussels).union([23_009, 73_028, 33_016, 45_041, 34_043, 73_109])
    /// Comines-Warneton, Mouscron, Enghien, Flobecq.
    private static let frenchWithFacilities: Set<Int> = [57_097, 57_096, 51_067, 51_019]
}
