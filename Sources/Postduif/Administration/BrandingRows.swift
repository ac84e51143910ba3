import Issuance
import Mail

/// The fields of a municipality's branding as a command gives them: what is `nil` stays as it is registered, an empty text takes it away.
struct BrandingFields: Codable, Sendable {
    var senderName: String?
    var senderNameNl: String?
    var senderNameFr: String?
    var senderNameDe: String?
    var contactName: String?
    var contactNameNl: String?
    var contactNameFr: String?
    var contactNameDe: String?
    var contactEmail: String?
    var contactPhone: String?
    var accentColor: String?
}

extension BrandingFields {
    /// As registered.
    init(_ branding: MunicipalityBranding) {
        let (sender, contact) = (branding.senderName, branding.contact)
        self.init(
            senderName: sender?.name, senderNameNl: sender?.names[.nl], senderNameFr: sender?.names[.fr], senderNameDe: sender?.names[.de],
            contactName: contact?.name.name, contactNameNl: contact?.name.names[.nl], contactNameFr: contact?.name.names[.fr],
            contactNameDe: contact?.name.names[.de], contactEmail: contact?.email, contactPhone: contact?.phone,
            accentColor: branding.accent?.text)
    }

    var registration: BrandingRegistration {
        var registration = BrandingRegistration()
        registration.senderName = senderName
        registration.senderNameNL = senderNameNl
        registration.senderNameFR = senderNameFr
        registration.senderNameDE = senderNameDe
        registration.contactName = contactName
        registration.contactNameNL = contactNameNl
        registration.contactNameFR = contactNameFr
        registration.contactNameDE = contactNameDe
        registration.contactEmail = contactEmail
        registration.contactPhone = contactPhone
        registration.accentColor = accentColor
        return registration
    }

    /// What a service answered.
    var branding: MunicipalityBranding {
        func name(_ base: String?, _ names: [Language: String?]) -> NameByLanguage? {
            base.map { NameByLanguage($0, names: names.compactMapValues(\.self)) }
        }
        var contact: MunicipalityBranding.Contact?
        if let contactEmail, let name = name(contactName, [.nl: contactNameNl, .fr: contactNameFr, .de: contactNameDe]) {
            contact = MunicipalityBranding.Contact(name: name, email: contactEmail, phone: contactPhone)
        }
        return MunicipalityBranding(
            senderName: name(senderName, [.nl: senderNameNl, .fr: senderNameFr, .de: senderNameDe]), contact: contact,
            accent: accentColor.flatMap(AccentColor.init))
    }
}
