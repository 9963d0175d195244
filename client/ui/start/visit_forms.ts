import { RemovalQuestion } from "./removal_question.tsx";
import { TitleForm } from "./title_form.tsx";

/** The forms that an entry of the list opens. They load when a person comes to the first entry. */
export const FORMS = { Title: TitleForm, Removal: RemovalQuestion };
