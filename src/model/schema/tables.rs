//! The columns of each table, in order.

use super::{Column as C, Table};

/// The document that a row comes from.
const DOCUMENT: C = C::text("document_id", "Документ", "The document that the row comes from.")
    .required()
    .refers(Table::Documents);

/// The decision that a row stands in.
const DECISION: C = C::text(
    "decision_id",
    "Решение",
    "The decision that the row stands in; empty outside one.",
)
.refers(Table::Decisions);

/// The operative item that a row stands in.
const RESOLUTION: C = C::text(
    "resolution_id",
    "Точка",
    "The operative item that the row stands in; empty outside one.",
)
.refers(Table::Resolutions);

/// Where the row's words stand.
const PAGE: C = C::int(
    "page",
    "Страница",
    "The page on which the words begin, counted from 1.",
)
.required()
.at_least(1);
const START: C = C::int(
    "start",
    "Начало",
    "Unicode code points of text/<document_id>.txt before the words.",
)
.required();
const END: C = C::int(
    "end",
    "Край",
    "Unicode code points of text/<document_id>.txt up to the end of the words.",
)
.required();
const QUOTE: C = C::text("quote", "Цитат", "The words as read, white space folded.").required();

/// The municipality's code in the national register of places.
const fn municipality_code(doc: &'static str) -> C {
    C::text("municipality_code", "Код на общината", doc).fits("[A-Z]{3}[0-9]{2}")
}

pub(super) const DOCUMENTS: &[C] = &[
    C::text(
        "document_id",
        "Документ",
        "The first 16 hexadecimal digits of the file's SHA-256; made from the path for a file that cannot be read.",
    )
    .required()
    .unique()
    .fits("[0-9a-f]{16}"),
    C::text(
        "source",
        "Файл",
        "The file's path as given, with /. Of files with the same bytes the first in sorted order.",
    )
    .required(),
    C::text("sha256", "SHA-256", "The SHA-256 of the file's bytes in hexadecimal digits.").fits("[0-9a-f]{64}"),
    C::int("bytes", "Размер", "The file's length in bytes."),
    C::text("format", "Формат", "How the file is stored, by its content.").one_of(&[
        "pdf", "docx", "doc", "odt", "rtf", "html", "txt", "xlsx", "ods",
    ]),
    C::int("pages", "Страници", "The number of pages."),
    C::text(
        "text_source",
        "Произход на текста",
        "Where the text comes from: embedded in the file, repaired (its encoding rebuilt), recognised, or nowhere.",
    )
    .one_of(&["embedded", "repaired", "ocr", "mixed", "none"]),
    C::text(
        "type",
        "Вид",
        "What the document is: decision (решение), minutes (протокол), proposal (докладна записка), report (отчет), \
         regulation (наредба), order (заповед), presentation, publication, article, other.",
    )
    .one_of(&[
        "decision",
        "minutes",
        "proposal",
        "report",
        "regulation",
        "order",
        "presentation",
        "publication",
        "article",
        "other",
    ]),
    municipality_code("The municipality's code, as in data/municipalities.csv."),
    C::text("municipality", "Община", "The municipality's name in Bulgarian."),
    C::text("title", "Заглавие", "The document's title, normalised."),
    C::partial("date", "Дата", "The document's own date."),
    C::text(
        "protocol_number",
        "Протокол №",
        "The number of the minutes that the document is or belongs to.",
    ),
    C::int("decisions", "Брой решения", "The number of decisions in the document."),
    C::text(
        "status",
        "Състояние",
        "ok; partial, where something was lost; failed, where nothing could be read.",
    )
    .required()
    .one_of(&["ok", "partial", "failed"]),
    C::text("error", "Грешка", "Why the document failed: a stable code.").fits("[a-z_]+"),
    C::int(
        "warnings",
        "Предупреждения",
        "The number of warnings in diagnostics.",
    ),
    C::text(
        "duplicate_of",
        "Повтаря",
        "The earlier document that this one repeats in other bytes.",
    )
    .refers(Table::Documents),
];

pub(super) const DECISIONS: &[C] = &[
    C::key(
        "decision_id",
        "The decision: document_id, -d, and its number in reading order.",
    ),
    DOCUMENT,
    C::text(
        "work_id",
        "Знак на решението",
        "A name for the decision itself, whatever file it stands in: municipality, year, protocol, number or agenda item.",
    ),
    C::text(
        "number",
        "Решение №",
        "The decision's number as printed, without spaces.",
    ),
    C::partial("date", "Дата", "When it was adopted."),
    municipality_code("The council's municipality, as in data/municipalities.csv."),
    C::text("council", "Съвет", "The council's name."),
    C::text(
        "protocol_number",
        "Протокол №",
        "The number of the session's minutes.",
    ),
    C::partial(
        "protocol_date",
        "Дата на протокола",
        "The date of the session's minutes.",
    ),
    C::text("session_kind", "Вид заседание", "The kind of session.").one_of(&[
        "regular",
        "extraordinary",
        "ceremonial",
        "joint",
    ]),
    C::text(
        "agenda_item",
        "Точка от дневния ред",
        "The item of the session's agenda.",
    ),
    C::text("subject", "Относно", "What the decision is about, normalised."),
    C::text(
        "proposal_number",
        "Докладна №",
        "The number of the proposal it was taken on.",
    ),
    C::partial("proposal_date", "Дата на докладната", "The proposal's date."),
    C::text("proposer", "Вносител", "Who made the proposal."),
    C::text(
        "outcome",
        "Изход",
        "What came of the draft; empty where the text neither says nor implies it.",
    )
    .one_of(&["adopted", "rejected", "postponed", "returned", "withdrawn"]),
    C::int("votes_for", "За", "Votes for, as printed."),
    C::int("votes_against", "Против", "Votes against, as printed."),
    C::int("votes_abstained", "Въздържали се", "Abstentions, as printed."),
    C::int("votes_cast", "Гласували", "Votes in all, as printed."),
    C::int("votes_present", "Присъствали", "Councillors present, as printed."),
    C::int(
        "votes_total",
        "Общ брой съветници",
        "Councillors of the council, as printed.",
    ),
    C::text("signatory", "Подписал", "Who signed it."),
    C::text(
        "signatory_role",
        "Длъжност на подписалия",
        "The signatory's office.",
    ),
    PAGE,
    START,
    END,
];

pub(super) const RESOLUTIONS: &[C] = &[
    C::key(
        "resolution_id",
        "The item: document_id, -r, and its number in the document.",
    ),
    DOCUMENT,
    DECISION.required(),
    C::text(
        "path",
        "Номер на точката",
        "The item's number with those above it: 1, 2.1, 3.а, II.3.",
    )
    .required(),
    C::text(
        "parent",
        "Горна точка",
        "The number of the item above it; empty at the top.",
    ),
    C::text(
        "action",
        "Действие",
        "What the item does, by its first operative verb.",
    )
    .one_of(&[
        "consent",
        "grant",
        "permit",
        "provide",
        "adopt",
        "remit",
        "approve",
        "establish",
        "determine",
        "terminate",
        "assign",
        "sell",
        "authorise",
        "lease",
        "amend",
        "donate",
        "repeal",
        "apply",
        "elect",
        "propose",
        "release",
        "declare",
        "note",
        "include",
        "reject",
        "postpone",
        "return",
        "withdraw",
        "other",
    ]),
    C::text("verb", "Глагол", "The operative words as printed."),
    C::text(
        "text",
        "Текст",
        "The item's own words, normalised, without its number and its sub-items.",
    ),
    PAGE,
    START,
    END,
];

pub(super) const CITATIONS: &[C] = &[
    C::key("citation_id", "The citation: document_id, -c, and its number in the document."),
    DOCUMENT,
    DECISION,
    RESOLUTION,
    C::text(
        "role",
        "Роля",
        "basis in a clause opened by „на основание“, related in such a clause after „във връзка с“, else mention.",
    )
    .required()
    .one_of(&["basis", "related", "mention"]),
    C::text("act_id", "Акт", "The act's id in data/acts.csv; empty for an act that is not there.").fits("[a-z0-9_-]+"),
    C::text("act", "Име на акта", "The act's name; as printed where it has no id."),
    C::text("act_kind", "Вид на акта", "What the act is: закон, наредба, правилник, постановление and so on."),
    C::text("act_number", "№ на акта", "The act's own number."),
    C::text("act_year", "Година на акта", "The year of a numbered act."),
    C::text("article", "Член", "чл.: 21, 39а, 12.1."),
    C::text("paragraph", "Алинея", "ал."),
    C::text("point", "Точка", "т."),
    C::text("letter", "Буква", "б."),
    C::text("sentence", "Изречение", "изр."),
    C::text("section", "Параграф", "§, as 4к."),
    C::text("canonical", "Запис", "The provision in one form: чл. 21, ал. 1, т. 15 ЗМСМА."),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const AMOUNTS: &[C] = &[
    C::key(
        "amount_id",
        "The sum: document_id, -a, and its number in the document.",
    ),
    DOCUMENT,
    DECISION,
    RESOLUTION,
    C::decimal("value", "Сума", "The sum in units of its currency, exact.").required(),
    C::text("currency", "Валута", "The currency by ISO 4217.")
        .required()
        .fits("[A-Z]{3}"),
    C::decimal(
        "value_eur",
        "Сума в евро",
        "The sum in euro: leva divided by 1.95583 (Regulation (EU) 2025/1409), half away from zero to cents.",
    ),
    C::decimal(
        "words_value",
        "Сума с думи",
        "The sum written out in words, as a number.",
    ),
    C::bool(
        "words_agree",
        "Думите съвпадат",
        "Whether words and figures agree; empty without words.",
    ),
    C::text(
        "vat",
        "ДДС",
        "Whether value added tax is in the sum, where the text says it.",
    )
    .one_of(&["included", "excluded"]),
    C::text(
        "per",
        "За единица",
        "The unit that the sum is the price of: month, sqm, piece and so on.",
    )
    .fits("[a-z]+"),
    C::text(
        "dual_of",
        "Повтаря сума",
        "The amount that this one repeats in the other currency.",
    )
    .refers(Table::Amounts),
    C::text(
        "label",
        "Предназначение",
        "The nearest words that say what the sum is for.",
    ),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const DATES: &[C] = &[
    C::key(
        "date_id",
        "The date: document_id, -t, and its number in the document.",
    ),
    DOCUMENT,
    DECISION,
    RESOLUTION,
    C::partial(
        "start_date",
        "Дата или начало",
        "The date as far as it is stated, or the first of a period: 2025-04-30, 2025-04, 2025, --06-30.",
    )
    .required(),
    C::partial("end_date", "Край на периода", "The last of a period."),
    C::text("precision", "Точност", "How much is stated.")
        .required()
        .one_of(&["day", "month", "year", "range"]),
    C::text("role", "Роля", "What the date is.").required().one_of(&[
        "session",
        "decision",
        "document",
        "deadline",
        "entry_into_force",
        "period",
        "gazette",
        "birth",
        "mention",
    ]),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const VOTES: &[C] = &[
    C::key(
        "vote_id",
        "The vote: document_id, -v, and its number in the document.",
    ),
    DOCUMENT,
    DECISION,
    C::text(
        "councillor",
        "Общински съветник",
        "The councillor's name as printed.",
    )
    .required(),
    C::text("choice", "Вот", "How he or she voted.")
        .required()
        .one_of(&["for", "against", "abstained", "absent", "not_voting"]),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const REFERENCES: &[C] = &[
    C::key("reference_id", "The reference: document_id, -x, and its number in the document."),
    DOCUMENT,
    DECISION,
    C::text(
        "kind",
        "Вид",
        "What is named: decision (решение), protocol (протокол), proposal (докладна), incoming (вх. №), outgoing (изх. №), \
         order (заповед), contract (договор), gazette (ДВ), judgment (съдебно решение), other.",
    )
    .required()
    .one_of(&[
        "decision", "protocol", "proposal", "incoming", "outgoing", "order", "contract", "gazette", "judgment", "other",
    ]),
    C::text("number", "Номер", "The number as printed, without spaces and without the date; 77/1991 for the gazette."),
    C::partial("date", "Дата", "Its date, where it stands beside the number."),
    C::text("issuer", "Издател", "Who issued it, where said."),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const IDENTIFIERS: &[C] = &[
    C::key("identifier_id", "The identifier: document_id, -i, and its number in the document."),
    DOCUMENT,
    DECISION,
    C::text(
        "kind",
        "Вид",
        "eik (ЕИК), cadastral (кадастрален идентификатор), upi (УПИ), property_act (акт за собственост), project, iban, \
         egn (ЕГН), area (площ), budget_paragraph (параграф от бюджета).",
    )
    .required()
    .one_of(&[
        "eik",
        "cadastral",
        "upi",
        "property_act",
        "project",
        "iban",
        "egn",
        "area",
        "budget_paragraph",
    ]),
    C::text("value", "Стойност", "The code, normalised; an area in square metres.").required(),
    C::bool("valid", "Вярна контролна сума", "Whether the checksum holds, where the kind has one."),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const PARTIES: &[C] = &[
    C::key(
        "party_id",
        "The party: document_id, -p, and its number in the document.",
    ),
    DOCUMENT,
    DECISION,
    C::text("kind", "Вид", "What the party is.").required().one_of(&[
        "person",
        "company",
        "association",
        "municipality",
        "institution",
    ]),
    C::text("name", "Име", "The name as printed, of a person without titles and not in capitals. Quote and offsets reach over the ЕИК that stands beside it, whose row in identifiers lies within them.").required(),
    C::text("role", "Роля", "What the party does in the document: signs, proposes, is given something, represents, is elected or released, deals with the municipality; mention where the words do not say.")
        .required()
        .one_of(&[
            "signatory",
            "proposer",
            "beneficiary",
            "representative",
            "member",
            "counterparty",
            "mention",
        ]),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const RELATIONS: &[C] = &[
    C::key(
        "relation_id",
        "The relation: document_id, -l, and its number in the document.",
    ),
    DOCUMENT,
    DECISION,
    C::text("kind", "Вид", "What the decision does to the other.")
        .required()
        .one_of(&[
            "amends",
            "supplements",
            "repeals",
            "executes",
            "readopts",
            "corrects",
            "confirms",
        ]),
    C::text("target_number", "Решение №", "The other decision's number."),
    C::partial("target_date", "Дата на решението", "The other decision's date."),
    C::text(
        "target_protocol",
        "Протокол №",
        "The minutes that the other decision stands in.",
    ),
    C::text(
        "target_work_id",
        "Знак на решението",
        "The other decision's work_id.",
    ),
    PAGE,
    START,
    END,
    QUOTE,
];

pub(super) const DIAGNOSTICS: &[C] = &[
    DOCUMENT,
    C::text(
        "severity",
        "Тежест",
        "warning, where something may be wrong or was lost; info otherwise.",
    )
    .required()
    .one_of(&["info", "warning"]),
    C::text("code", "Код", "What it is about: a stable code. Of the reading: encoding_repaired, font_unreadable, hidden_text and others; of the votes: tally_disagrees, majority_missing, roll_call_differs, roll_call_not_shown; of series: decision_missing, agenda_point_missing, item_missing; of citations: provision_unknown, act_repealed, no_legal_basis; of sums and numbers: words_disagree, dual_price_differs, eik_invalid, iban_invalid, egn_invalid; of dates: date_impossible, dates_disagree.")
        .required()
        .fits("[a-z_]+"),
    C::text("message", "Съобщение", "One sentence for a person.").required(),
    C::int(
        "page",
        "Страница",
        "The page, counted from 1; empty for the whole document.",
    )
    .at_least(1),
];
