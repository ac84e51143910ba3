import Issuance
import Mail

extension BrandingRegistration {
    /// What is left out stays, `null` takes it away.
    init(fields: inout FieldReader) {
        self.init()
        senderName = fields.changed("sender_name")
        senderNameNL = fields.changed("sender_name_nl")
        senderNameFR = fields.changed("sender_name_fr")
        senderNameDE = fields.changed("sender_name_de")
        contactName = fields.changed("contact_name")
        contactNameNL = fields.changed("contact_name_nl")
        contactNameFR = fields.changed("contact_name_fr")
        contactNameDE = fields.changed("contact_name_de")
        contactEmail = fields.changed("contact_email")
        contactPhone = fields.changed("contact_phone", atMost: 64)
        accentColor = fields.changed("accent_color", atMost: 16)
    }
}

extension JSONWriter {
    mutating func branding(_ branding: MunicipalityBranding) {
        let (sender, contact) = (branding.senderName, branding.contact)
        string("sender_name", orNull: sender?.name)
        string("sender_name_nl", orNull: sender?.names[.nl])
        string("sender_name_fr", orNull: sender?.names[.fr])
        string("sender_name_de", orNull: sender?.names[.de])
        string("contact_name", orNull: contact?.name.name)
        string("contact_name_nl", orNull: contact?.name.names[.nl])
        string("contact_name_fr", orNull: contact?.name.names[.fr])
        string("contact_name_de", orNull: contact?.name.names[.de])
        string("contact_email", orNull: contact?.email)
        string("contact_phone", orNull: contact?.phone)
        string("accent_color", orNull: branding.accent?.text)
    }
}
