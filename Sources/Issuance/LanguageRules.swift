package import Mail

/// Which official languages a municipality may use towards its citizens; English never is one of them.
///
/// Coordinated laws of 18 July 1966 on the use of languages in administrative matters: the language of the region, both in the
/// nineteen municipalities of Brussels, and a second one in the 27 municipalities with facilities.
package enum LanguageRules {
    /// The language of the region first.
    package static func languages(of code: NISCode) -> [Language] {
        guard let number = Int(code.text) else { return [] }
        if isOfBrussels(number) { return [.nl, .fr] }
        if germanSpeaking.contains(number) { return [.de, .fr] }
        if malmedyGroup.contains(number) { return [.fr, .de] }
        if aroundBrussels.contains(number) || dutchOnLanguageBorder.contains(number) { return [.nl, .fr] }
        if frenchWithFacilities.contains(number) { return [.fr, .nl] }
        return regional(number)
    }

    /// Which of them a mail to a citizen is in whose language nobody told; in Brussels in no order of theirs.
    ///
    /// Both in the nineteen of Brussels (article 19) and in the ten of the language border (article 12, third paragraph): there the citizen's own is
    /// used, and it is not known. Elsewhere that of the region (article 12, first paragraph): the other language answers who used it or asked for it.
    package static func languagesUntold(of code: NISCode) -> [Language] {
        let allowed = languages(of: code)
        guard let number = Int(code.text) else { return [] }
        return isOfBrussels(number) || isOnLanguageBorder(number) ? allowed : Array(allowed.prefix(1))
    }

    /// Whether it is one of Brussels-Capital, where neither of the two languages comes first by law.
    package static func isBilingual(_ code: NISCode) -> Bool { Int(code.text).map(isOfBrussels) ?? false }

    /// By the arrondissement: 21001 to 21019, and whatever follows them after a merger.
    private static func isOfBrussels(_ number: Int) -> Bool { number / 1_000 == 21 }

    private static func isOnLanguageBorder(_ number: Int) -> Bool {
        dutchOnLanguageBorder.contains(number) || frenchWithFacilities.contains(number)
    }

    /// By province, and by arrondissement in Brabant (25 is Walloon Brabant).
    private static func regional(_ number: Int) -> [Language] {
        switch number / 1_000 {
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
    private static let dutchOnLanguageBorder: Set<Int> = [23_009, 73_028, 33_016, 45_041, 34_043, 73_109]
    /// On the language border: Comines-Warneton, Mouscron, Enghien, Flobecq.
    private static let frenchWithFacilities: Set<Int> = [57_097, 57_096, 51_067, 51_019]
}
