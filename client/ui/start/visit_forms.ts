import { RemovalQuestion } from "./removal_question.tsx";
import { TitleForm } from "./title_form.tsx";

/** The forms that an entry of the list opens. They load when a person asks for the first of them. */
export const VISIT_FORMS = { Title: TitleForm, Removal: RemovalQuestion };
