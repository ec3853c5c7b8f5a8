// Makes the pages easier to use; every one of them works without this.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Radios,
  SkipLink,
  createAll
} from 'govuk-frontend'

import { CopyButton } from './copy-button.mjs'
import { ExitPage } from './exit-page.mjs'
import { Locate } from './locate.mjs'
import { PhotoUpload } from './photo-upload.mjs'
import { Place } from './place.mjs'
import { PlacesMap } from './places-map.mjs'
import { Suggest } from './suggest.mjs'

// ARIA knows no expanded state for a radio, so the option that reveals a field goes without.
class RevealingRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}

// Browsers that load modules run all of the components; the classes tell the stylesheet so.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  CopyButton,
  ErrorSummary,
  ExitPage,
  Locate,
  PhotoUpload,
  Place,
  PlacesMap,
  RevealingRadios,
  SkipLink,
  Suggest
]) {
  createAll(component)
}
