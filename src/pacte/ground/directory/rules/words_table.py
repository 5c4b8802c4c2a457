"""How people name what they look for, in French, English and Arabic. Data: a word is added here and nowhere else."""

from __future__ import annotations

from ..enums import Audience, Category

WORDS: dict[str, str] = {
    Category.MEAL: "repas, repas chaud, manger, dejeuner, diner, petit dejeuner, cantine, soupe, nourriture, meal, "
    "hot meal, eat, food, lunch, dinner, breakfast, soup kitchen, وجبة, وجبات, وجبة ساخنة, أكل, طعام, فطور, غداء, عشاء",
    Category.SOLIDARITY_RESTAURANT: "restaurant solidaire, resto solidaire, restaurant social, restaurant, resto, "
    "restaurant emeraude, solidarity restaurant, مطعم تضامني, مطعم",
    Category.FOOD_DISTRIBUTION: "distribution alimentaire, distribution de nourriture, distribution repas, maraude "
    "alimentaire, soupe populaire, aide alimentaire, food distribution, food bank, توزيع الطعام, توزيع وجبات",
    Category.FOOD_PARCEL: "colis alimentaire, colis, panier alimentaire, panier repas, aide alimentaire, food parcel, "
    "food box, طرد غذائي, سلة غذائية",
    Category.SOLIDARITY_GROCERY: "epicerie solidaire, epicerie sociale, epicerie, courses, solidarity grocery, "
    "grocery, بقالة تضامنية, بقالة",
    Category.SHARED_KITCHEN: "cuisine partagee, cuisine, cuisiner, rechauffer, micro ondes, shared kitchen, kitchen, "
    "cook, مطبخ مشترك, مطبخ",
    Category.DRINKING_WATER: "eau potable, eau, fontaine, boire, drinking water, water, fountain, ماء للشرب, ماء, مياه",
    Category.SHELTER: "hebergement, hebergement urgence, foyer, centre hebergement, dormir, lit, nuit, chrs, chu, 115, "
    "shelter, sleep, bed, accommodation, hostel, مأوى, إيواء, مبيت, نوم, سرير",
    Category.NIGHT_STOP: "halte de nuit, halte, accueil de nuit, nuit, night stop, night shelter, "
    "مأوى ليلي, استراحة ليلية",
    Category.SHOWER: "douche, douches, bain douche, bains douches, se laver, laver, hygiene, shower, wash, bath, "
    "دش, استحمام, حمام",
    Category.LAUNDRY: "laverie, lessive, lave linge, machine a laver, linge, pressing, laver le linge, laundry, "
    "washing machine, غسيل, غسيل الملابس, غسالة, مغسلة",
    Category.TOILETS: "toilettes, toilette, wc, sanitaires, sanisette, toilets, toilet, restroom, "
    "مرحاض, مراحيض, تواليت",
    Category.HYGIENE_KIT: "kit hygiene, kit d hygiene, produits hygiene, savon, brosse a dents, protections "
    "hygieniques, serviettes hygieniques, couche, couches, hygiene kit, soap, diapers, أدوات نظافة, صابون, حفاضات",
    Category.CLOTHING: "vetements, vetement, vestiaire, habits, habit, manteau, chaussures, clothes, clothing, coat, "
    "shoes, ملابس, ثياب, أحذية, معطف",
    Category.LOCKER: "bagagerie, consigne, casier, bagages, bagage, valise, affaires, locker, luggage, storage, "
    "left luggage, خزانة, أمتعة, حقائب, حفظ الأمتعة",
    Category.GENERAL_CARE: "medecin, medecine generale, docteur, generaliste, consultation medicale, soin, soins, se "
    "soigner, sante, permanence acces aux soins, pass, doctor, physician, health, care, medical, طبيب, طب, علاج, صحة",
    Category.NURSING: "infirmier, infirmiere, soins infirmiers, pansement, pansements, nurse, nursing, bandage, "
    "ممرض, ممرضة, تمريض",
    Category.DENTAL_CARE: "dentiste, dents, dent, soins dentaires, dentist, teeth, dental care, طبيب أسنان, أسنان",
    Category.MENTAL_HEALTH: "sante mentale, psychologue, psychiatre, psy, psychologie, depression, souffrance, mental "
    "health, psychologist, psychiatrist, صحة نفسية, طبيب نفسي, نفسي",
    Category.ADDICTION: "addiction, addictions, drogue, drogues, alcool, toxicomanie, caarud, csapa, seringue, "
    "seringues, sevrage, drug, drugs, alcohol, إدمان, مخدرات, كحول",
    Category.WOMENS_HEALTH: "sante des femmes, gynecologue, gynecologie, sage femme, contraception, planning "
    "familial, grossesse, ivg, women health, womens health, gynaecologist, midwife, صحة المرأة, قابلة, حمل",
    Category.ANIMAL_CARE: "veterinaire, soins aux animaux, chien, chat, croquettes, vet, veterinary, animal care, dog, "
    "طبيب بيطري, بيطري, حيوانات, كلب",
    Category.SOCIAL_SUPPORT: "accompagnement social, assistante sociale, assistant social, travailleur social, suivi "
    "social, service social, social support, social worker, مساعدة اجتماعية, مساعد اجتماعي, مرافقة اجتماعية",
    Category.RIGHTS_HELP: "aide aux demarches, demarches, demarche, droits, acces aux droits, papiers, dossier, rsa, "
    "caf, france services, rights, paperwork, benefits, معاملات, حقوق, أوراق, مساعدة إدارية",
    Category.LEGAL_ADVICE: "conseil juridique, avocat, juriste, juridique, permanence juridique, droit, asile, titre "
    "de sejour, legal advice, lawyer, legal, asylum, محامي, محام, استشارة قانونية, لجوء",
    Category.MAIL_ADDRESS: "domiciliation, adresse postale, courrier, boite aux lettres, adresse, election de "
    "domicile, mail address, mail, postal address, mailbox, عنوان بريدي, بريد, عنوان, توطين",
    Category.DIGITAL_HELP: "aide numerique, conseiller numerique, mediation numerique, aide informatique, numerique, "
    "digital help, computer help, مساعدة رقمية, مساعدة في الإنترنت",
    Category.DIGITAL_ACCESS: "ordinateur, internet, wifi, imprimante, imprimer, scanner, ordinateur et internet, "
    "computer, printer, print, حاسوب, كمبيوتر, إنترنت, واي فاي, طابعة",
    Category.EMPLOYMENT: "emploi, travail, travailler, insertion, cv, job, work, employment, عمل, وظيفة, شغل",
    Category.HOUSING_ADVICE: "conseil logement, logement, hlm, logement social, dalo, expulsion, loyer, housing "
    "advice, housing, rent, eviction, سكن, سكن اجتماعي, إيجار",
    Category.FRENCH_LESSONS: "cours de francais, francais, fle, alphabetisation, apprendre le francais, french "
    "lessons, french class, learn french, دروس الفرنسية, تعلم الفرنسية, لغة فرنسية, فرنسية",
    Category.INTERPRETING: "interprete, interpretariat, traduction, traducteur, interpreter, translation, translator, "
    "مترجم, ترجمة",
    Category.DAY_CENTRE: "accueil de jour, accueil, esi, espace solidarite insertion, pause, se reposer, repos, day "
    "centre, day center, drop in, rest, استقبال نهاري, مركز نهاري, استراحة",
    Category.FAMILY_DAY_CENTRE: "accueil de jour familles, accueil familles, accueil des familles, family day centre, "
    "family centre, استقبال العائلات, مركز عائلي",
    Category.LISTENING: "ecoute, parler, soutien moral, groupe de parole, listening, talk, someone to talk to, "
    "استماع, إصغاء, حديث",
    Category.CHILDREN: "garde d enfants, garde enfants, creche, halte garderie, jeux, ludotheque, childcare, nursery, "
    "children games, حضانة, رعاية الأطفال, ألعاب",
    Category.PARENTING: "soutien aux parents, parentalite, parents, pmi, parenting, دعم الوالدين, أبوة وأمومة",
    Category.CULTURE: "culture, loisirs, sport, musee, cinema, bibliotheque, sortie, leisure, library, museum, "
    "ثقافة, ترفيه, رياضة, مكتبة",
    Category.VOLUNTEERING: "benevolat, benevole, s engager, volunteering, volunteer, تطوع, متطوع",
    Category.CHARGING: "recharger, recharge telephone, recharger telephone, prise, charger, batterie, charge phone, "
    "charging, plug, شحن, شحن الهاتف",
    Category.TRANSPORT: "transport, transports, navigo, ticket metro, bus, deplacement, metro, نقل, مواصلات, مترو",
}
"""Category → the ways to name it. The first ways of two categories may be the same: both are then looked for."""

AUDIENCE_WORDS: dict[str, str] = {
    Audience.WOMEN: "femme, femmes, woman, women, امرأة, نساء, للنساء",
    Audience.MEN: "homme, hommes, man, men, رجل, رجال",
    Audience.FAMILIES: "famille, familles, family, families, عائلة, عائلات, أسرة",
    Audience.COUPLES: "couple, couples, زوجان, أزواج",
    Audience.PREGNANT: "enceinte, enceintes, femme enceinte, femmes enceintes, pregnant, حامل, حوامل",
    Audience.MINORS: "mineur, mineurs, mna, mineur isole, minor, minors, قاصر, قاصرون",
    Audience.YOUNG_ADULTS: "jeune, jeunes, young adults, شاب, شباب",
    Audience.SENIORS: "personne agee, personnes agees, senior, seniors, retraite, elderly, مسن, كبار السن",
    Audience.DISABLED: "handicap, handicape, handicapee, handicapes, disabled, disability, إعاقة, معاق",
    Audience.VIOLENCE: "violence, violences, violences conjugales, femme battue, domestic violence, عنف",
    Audience.EXILED: "exile, exiles, refugie, refugies, migrant, migrants, demandeur asile, refugee, "
    "لاجئ, لاجئين, مهاجر",
    Audience.LGBT: "lgbt, lgbtq, gay, lesbienne, trans, مثلي",
    Audience.FORMER_PRISONERS: "sortant de prison, prison, ex detenu, former prisoner, سجين سابق",
    Audience.STUDENTS: "etudiant, etudiante, etudiants, student, students, طالب, طلاب",
}
"""Audience → the ways to name it."""

EMPTY = (
    "a, ai, au, aujourd, aux, avec, besoin, ce, cherche, chercher, chez, d, dans, de, demain, des, du, en, et, faut, "
    "gratuit, gratuite, hui, ici, il, j, je, l, la, le, les, ma, maintenant, matin, me, mes, moi, mon, ou, ouvert, "
    "ouverte, par, peut, peux, pour, pres, proche, puis, qui, quoi, sans, se, soir, son, sur, trouver, un, une, veux, "
    "voudrais, and, at, by, can, find, for, free, from, i, in, looking, my, near, need, now, of, on, open, or, some, "
    "the, to, today, want, where, في, من, إلى, على, أين, أريد, أبحث, عن, قريب, مفتوح, الآن, مجاني, اليوم"
)
"""Words that say nothing of what is looked for: the page has its own boxes for near, open and free."""
