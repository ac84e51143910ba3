import Mail
import Testing

@Suite struct MailLanguagesTests {
    @Test(
        arguments: [
            (MailLanguages(.fr), [.fr], .fr, [.fr], nil), (MailLanguages(.en), [.en], .en, [.en], nil),
            (MailLanguages(.en, binding: .de), [.de, .en], .en, [.en], .de),
            (MailLanguages(.fr, binding: .nl), [.nl, .fr], .nl, [.nl, .fr], nil),
        ] as [(MailLanguages, [Language], Language, [Language], Language?)])
    func `Blocks, the one for little room, the page, what binds before English`(
        languages: MailLanguages, blocks: [Language], main: Language, page: [Language], binding: Language?
    ) {
        #expect(languages.blocks == blocks && languages.main == main && languages.ofPage == page)
        #expect(languages.bindingBeforeEnglish == binding)
    }

    @Test func `Each pair stands once, and English is never first`() {
        #expect(Set(MailLanguages.pairs).count == 7)
        for pair in MailLanguages.pairs { #expect(pair.binding != nil && pair.binding != .en && pair.binding != pair.language) }
    }
}
