/**
 * The script of the page that asks for the last word before a plain page's
 * comment is posted. Where scripts are off, the worker alone holds a press to
 * come not too soon.
 */
import { arm } from "./arming.js";

arm([...document.querySelectorAll("form button")]);
