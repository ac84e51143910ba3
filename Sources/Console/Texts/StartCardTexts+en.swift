extension StartCardTexts {
    static let en = StartCardTexts(
        title: "Start card",
        lead: "Use this card to activate your digital key “security code via e-mail”.",
        codeTitle: "Your activation code",
        code: "Write down here the code that your municipality gives you. Keep this card safe until your key is activated.",
        codeGiven: "This is your activation code. Keep this card safe until your key is activated.",
        stepsTitle: "How to activate your key",
        steps: [
            "Wait for the e-mail with your activation link. It is sent to {address}.",
            "Open the link in that e-mail. The link begins with {url}",
            "Enter your activation code on that page. Capitals, spaces and hyphens do not matter.",
            "Done? You will receive an e-mail that confirms the activation.",
        ],
        until: "The link expires {until} (Belgian time).",
        start: "Scan this with your phone, or go to {url}: that page explains the next steps.",
        startTyped: "Go to {url}: that page explains the next steps.",
        mailTitle: "How to recognise the e-mail",
        sender: "Sender",
        subject: "Subject",
        reference: "Reference",
        mail: "No e-mail? Look in your junk mail as well. If you have received more than one, only the newest link works.",
        safetyTitle: "Do not give your code to anyone",
        safety:
            "The municipality, the helpdesk, the police and your bank will never ask for your code: not by phone, text message or e-mail. "
            + "If you do not trust an e-mail, do not open the link and forward the e-mail to Safeonweb: suspicious@safeonweb.be.",
        helpTitle: "Need help?",
        phone: "Phone",
        email: "E-mail")
}
