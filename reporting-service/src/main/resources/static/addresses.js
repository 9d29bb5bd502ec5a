// Addresses of the site that the page and its worker ask.
export const REPORTING = "/report/api/v1";
export const FIGURES = "/api/v1";
export const PAGES = ["/report", "/report?lang=en"];
