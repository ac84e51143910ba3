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

    @Test(arguments: [MailLanguages(.de)] + MailLanguages.pairs)
    func `The text of one is read back`(languages: MailLanguages) {
        #expect(MailLanguages(text: languages.text) == languages)
        #expect(languages.binding != nil || languages.text == "de")
    }

    @Test(arguments: ["", "+", "nl+", "+nl", "xx", "NL", "nl fr", "nl+fr+de", "nl+xx"])
    func `No text of languages`(text: String) { #expect(MailLanguages(text: text) == nil) }

    @Test func `German follows no other language`() { #expect(MailLanguages.seconds == [.nl, .fr, .en]) }

    @Test func `Each pair stands once, English is never first, and German is in none but with English`() {
        #expect(Set(MailLanguages.pairs).count == 5)
        for pair in MailLanguages.pairs {
            #expect(pair.binding != nil && pair.binding != .en && pair.binding != pair.language)
            #expect(pair.language == .en || !pair.blocks.contains(.de))
        }
    }
}
