import ArgumentParser

extension MunicipalityCommand {
    /// The options of what its mails and pages show in place of the operator's sender and contact.
    struct BrandingOptions: ParsableArguments {
        @Option(help: ArgumentHelp("What From shows before the address, which stays the operator's.", valueName: "name"))
        var senderName: String?
        @Option(help: ArgumentHelp("The same in Dutch, where that differs.", valueName: "name")) var senderNameNl: String?
        @Option(help: ArgumentHelp("In French.", valueName: "name")) var senderNameFr: String?
        @Option(help: ArgumentHelp("In German.", valueName: "name")) var senderNameDe: String?
        @Option(help: ArgumentHelp("The desk that its citizens can ask; with an address.", valueName: "name")) var contactName: String?
        @Option(help: ArgumentHelp("The same in Dutch, where that differs.", valueName: "name")) var contactNameNl: String?
        @Option(help: ArgumentHelp("In French.", valueName: "name")) var contactNameFr: String?
        @Option(help: ArgumentHelp("In German.", valueName: "name")) var contactNameDe: String?
        @Option(help: ArgumentHelp("The desk's e-mail address.", valueName: "address")) var contactEmail: String?
        @Option(help: ArgumentHelp("The desk's telephone number.", valueName: "number")) var contactPhone: String?
        @Option(help: ArgumentHelp("The colour of the button in mails, dark enough for white text.", valueName: "#0b5cad"))
        var accentColor: String?

        var fields: BrandingFields {
            BrandingFields(
                senderName: senderName, senderNameNl: senderNameNl, senderNameFr: senderNameFr, senderNameDe: senderNameDe,
                contactName: contactName, contactNameNl: contactNameNl, contactNameFr: contactNameFr, contactNameDe: contactNameDe,
                contactEmail: contactEmail, contactPhone: contactPhone, accentColor: accentColor)
        }
    }
}
