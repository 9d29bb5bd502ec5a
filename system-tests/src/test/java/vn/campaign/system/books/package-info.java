/**
 * The simulator's own books: every published figure worked out again, from the plan's JSON and the statements that were
 * accepted, by the table of formulas. They share no code with the services.
 */
package vn.campaign.system.books;
